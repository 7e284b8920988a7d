/* MPI_Scatterv: a rank expects more than the root sends (6.6).
 * expect: count_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int mine[4] = {0}, all[8] = {0}, counts[2] = {1, 1}, places[2] = {0, 4};
    MPI_Scatterv(all, counts, places, MPI_INT, mine, 1 + rank, MPI_INT, 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
