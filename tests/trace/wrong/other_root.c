/* Each rank takes itself for the root (6.4).
 * expect: root_mismatch
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    MPI_Bcast(&value, 1, MPI_INT, rank == 2 ? 2 : 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
