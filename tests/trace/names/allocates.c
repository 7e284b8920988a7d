/* Counts its own allocations with the library memory.c. */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

extern long allocations;

int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    long before = allocations;
    for (int i = 0; i < 100; i++) {
        int *volatile number = malloc(sizeof *number);
        *number = i;
        MPI_Bcast(number, 1, MPI_INT, 0, MPI_COMM_WORLD);
        free(number);
    }
    if (rank == 0) {
        printf("%s\n", allocations - before >= 200 ? "all were seen" : "some were not seen");
    }
    MPI_Finalize();
    return 0;
}
