/* WRONG. Workers tag results with their rank; the master asks for tag = the index of its loop, which starts at 0.
 * Expect: deadlock: rank 0 waits for tag 0 of rank 1, rank 1 has sent tag 1.
 * expect: deadlock
 * says: rank 0 waits for tag 0
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        for (int i = 0; i < size - 1; i++) {
            double r;
            MPI_Recv(&r, 1, MPI_DOUBLE, i + 1, i, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            printf("%d: %g\n", i + 1, r);
        }
    } else {
        double r = 1.0 / rank;
        MPI_Send(&r, 1, MPI_DOUBLE, 0, rank, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
