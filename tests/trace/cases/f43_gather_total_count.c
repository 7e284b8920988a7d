/* WRONG. MPI_Gather's receive count is taken for the total: n * size instead of n. Heap overflow at the root.
 * Expect: count_mismatch: rank 0 expects 16 from each, each sends 4; "receive count is per rank".
 * expect: count_mismatch
 * says: the receive count is what one rank sends
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, size, n = 4;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int mine[4] = {rank, rank, rank, rank}, *all = malloc(n * size * sizeof *all);
    MPI_Gather(mine, n, MPI_INT, all, n * size, MPI_INT, 0, MPI_COMM_WORLD);
    if (rank == 0)
        for (int i = 0; i < n * size; i++)
            printf("%d ", all[i]);
    free(all);
    MPI_Finalize();
    return 0;
}
