/* MPI_Gatherv: a rank sends more than the root expects of it (6.5).
 * expect: count_mismatch
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int mine[4] = {0}, all[12], counts[3] = {1, 2, 1}, places[3] = {0, 4, 8};
    MPI_Gatherv(mine, 2 - (rank == 0), MPI_INT, all, counts, places, MPI_INT, 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
