/* WRONG. Workers send a result for each task, and a final "done" message that the master never receives; small, so that
 * nothing hangs. Expect: unmatched_send, with line, tag and number.
 * expect: unmatched_send
 * says: is never received
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        for (int i = 0; i < 3 * (size - 1); i++)
            MPI_Recv(&x, 1, MPI_INT, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("last %d\n", x);
    } else {
        for (int i = 0; i < 3; i++)
            MPI_Send(&i, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
        MPI_Send(NULL, 0, MPI_INT, 0, 2, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
