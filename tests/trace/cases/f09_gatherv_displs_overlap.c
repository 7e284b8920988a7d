/* WRONG. displs[r] = r * counts[r] instead of the running sum: with unequal counts the places overlap and leave gaps.
 * Expect: invalid_call / buffers_overlap: the places of ranks in the root's receive buffer overlap.
 * expect: invalid_call
 * says: displacements are too close
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, size, n = 11;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int counts[64], displs[64];
    for (int r = 0; r < size; r++) {
        counts[r] = n / size + (r < n % size);
        displs[r] = r * counts[r];
    }
    int mine[16], all[64] = {0};
    for (int i = 0; i < counts[rank]; i++)
        mine[i] = 100 * rank + i;
    MPI_Gatherv(mine, counts[rank], MPI_INT, all, counts, displs, MPI_INT, 0, MPI_COMM_WORLD);
    if (rank == 0)
        for (int i = 0; i < n; i++)
            printf("%d ", all[i]);
    MPI_Finalize();
    return 0;
}
