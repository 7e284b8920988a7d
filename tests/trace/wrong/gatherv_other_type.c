/* MPI_Gatherv: the root expects another type.
 * expect: type_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int mine = rank, counts[2] = {1, 1}, places[2] = {0, 1};
    float all[2];
    MPI_Gatherv(&mine, 1, MPI_INT, all, counts, places, MPI_FLOAT, 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
