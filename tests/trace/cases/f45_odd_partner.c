/* WRONG. Pairs exchange by partner = rank ^ 1; with 3 ranks the last one's partner does not exist.
 * Expect: invalid_call on rank 2: destination 3 in a communicator of 3 ranks.
 * expect: invalid_call
 * says: ranks go from 0 to 2
 * ranks: 3
 * more: 3 5 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, a, b = -1;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    a = rank;
    MPI_Sendrecv(&a, 1, MPI_INT, rank ^ 1, 0, &b, 1, MPI_INT, rank ^ 1, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    printf("rank %d: %d\n", rank, b);
    MPI_Finalize();
    return 0;
}
