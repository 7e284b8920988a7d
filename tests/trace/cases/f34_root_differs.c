/* WRONG. Each rank works out the root ("whoever has the minimum") by itself and ties are broken differently.
 * Expect: root_mismatch: rank 0 and 1 say 0, ranks 2 and 3 say 1.
 * expect: root_mismatch
 * says: the root is 0 on
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, value;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int root = rank < size / 2 ? 0 : 1;
    value = rank;
    MPI_Bcast(&value, 1, MPI_INT, root, MPI_COMM_WORLD);
    printf("rank %d: %d\n", rank, value);
    MPI_Finalize();
    return 0;
}
