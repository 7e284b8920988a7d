/* MPI_Gatherv and MPI_Scatterv with other counts on each rank, some 0.
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int mine[4] = {0}, all[16], counts[4] = {0, 1, 2, 3}, places[4] = {0, 0, 1, 3};
    MPI_Gatherv(mine, rank, MPI_INT, all, counts, places, MPI_INT, 2, WORLD);
    MPI_Scatterv(all, counts, places, MPI_INT, mine, rank, MPI_INT, 2, WORLD);
    MPI_Allgatherv(mine, rank, MPI_INT, all, counts, places, MPI_INT, WORLD);
    MPI_Finalize();
    return 0;
}
