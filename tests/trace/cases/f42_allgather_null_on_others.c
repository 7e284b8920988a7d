/* WRONG. MPI_Allgather, but as for MPI_Gather the receive buffer is allocated on rank 0 only.
 * Expect: invalid_call or crash at MPI_Allgather on ranks 1..: the receive buffer is NULL there, all ranks receive.
 * expect: invalid_call
 * says: the buffer is NULL
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int *all = NULL;
    if (rank == 0)
        all = malloc(size * sizeof *all);
    MPI_Allgather(&rank, 1, MPI_INT, all, 1, MPI_INT, MPI_COMM_WORLD);
    if (rank == 0)
        printf("%d %d\n", all[0], all[size - 1]);
    free(all);
    MPI_Finalize();
    return 0;
}
