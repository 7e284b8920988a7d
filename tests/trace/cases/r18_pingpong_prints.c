/* RIGHT, but puzzling: a ping-pong that prints at each step; the lines of rank 0 come in a block before those of rank 1.
 * The asker thinks that it is wrong. Expect: nothing found. (Would any output of mpilab answer the question?)
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, n = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    while (rank < 2 && n < 6) {
        if (n % 2 == rank) {
            n++;
            MPI_Send(&n, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD);
            printf("rank %d sent %d\n", rank, n);
        } else {
            MPI_Recv(&n, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            printf("rank %d received %d\n", rank, n);
        }
    }
    MPI_Finalize();
    return 0;
}
