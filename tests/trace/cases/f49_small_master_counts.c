/* WRONG. Each rank broadcasts "its" part in a loop over ranks, but the count of elements is worked out locally and
 * differs on the last rank: MPI_Bcast with 3 on most, 4 on one. Expect: count_mismatch (3 and 4).
 * expect: count_mismatch
 * says: all ranks must give the same count
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, n = 13, all[64] = {0};
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int mine = n / size + (rank == size - 1 ? n % size : 0);
    for (int r = 0; r < size; r++)
        MPI_Bcast(&all[r * (n / size)], mine, MPI_INT, r, MPI_COMM_WORLD);
    printf("rank %d done\n", rank);
    MPI_Finalize();
    return 0;
}
