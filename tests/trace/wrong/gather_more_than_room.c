/* The root of MPI_Gather has room for less than each sends (6.5).
 * expect: count_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int mine[2] = {rank, rank}, all[4];
    MPI_Gather(mine, 2, MPI_INT, all, rank == 0 ? 1 : 2, MPI_INT, 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
