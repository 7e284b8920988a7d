/* A program with functions of its own that are named like some of the C library's that are not C's, and that MPI does
 * not call in a run that goes well. The linker shows them to all libraries, without being asked to. */
#include <mpi.h>
#include <stdio.h>

static int calls;

int backtrace(int step)
{
    calls++;
    return step - 1;
}

int on_exit(void)
{
    calls++;
    return 0;
}

int main(int argc, char **argv)
{
    int rank, sum = backtrace(2) + on_exit();
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Allreduce(MPI_IN_PLACE, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("%d calls, sum %d\n", calls, sum);
    }
    if (argc > 1) {
        MPI_Send(&rank, 1, MPI_INT, 99, 0, MPI_COMM_WORLD); /* <- here */
    }
    MPI_Finalize();
    return 0;
}
