/* WRONG. After splitting into even and odd ranks, the broadcast in each half names its root by its rank in
 * MPI_COMM_WORLD: rank 1 for the odd half (which is there rank 1 = world rank 3, no complaint, wrong data), 0 for the
 * even one; with "root = first world rank of my half + 2" it is out of range. Here: the third half's leader.
 * Expect: invalid_call: root 2 in a communicator of 2 ranks; ranks are those of the communicator.
 * expect: invalid_call
 * says: the root is 2, but ranks go from 0 to
 * ranks: 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int colour = rank / 2, leader = colour * 2, value = rank == leader ? 10 + colour : -1;
    MPI_Comm pair;
    MPI_Comm_split(MPI_COMM_WORLD, colour, rank, &pair);
    MPI_Bcast(&value, 1, MPI_INT, leader, pair);
    printf("rank %d: %d\n", rank, value);
    MPI_Comm_free(&pair);
    MPI_Finalize();
    return 0;
}
