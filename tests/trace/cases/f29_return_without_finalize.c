/* WRONG. Rank 0 returns from main without MPI_Finalize while the others wait for its message.
 * Expect: no_finalize on rank 0, and the others wait for a rank that has ended.
 * expect: no_finalize
 * says: without MPI_Finalize (rank 0)
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, n;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        FILE *f = fopen("/no/such/settings.txt", "r");
        if (f == NULL)
            return 0;
        fclose(f);
    }
    MPI_Bcast(&n, 1, MPI_INT, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
