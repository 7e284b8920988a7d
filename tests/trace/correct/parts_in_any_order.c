/* Displacements that fall, and parts without elements that lie in others (6.5).
 * ranks: 3 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    int counts[4] = {0}, places[4] = {0}, values[4] = {1, 2, 3, 4}, all[16] = {0}, own;
    begin(&argc, &argv);
    for (int r = 0; r < size; r++) {
        counts[r] = r;
        places[r] = r == 0 ? 5 : 4 * (size - 1 - r);
    }
    own = counts[rank];
    MPI_Gatherv(values, own, MPI_INT, all, counts, places, MPI_INT, 0, WORLD);
    MPI_Allgatherv(values, own, MPI_INT, all, counts, places, MPI_INT, WORLD);
    MPI_Finalize();
    return 0;
}
