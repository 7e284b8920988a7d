/* A grid of more places than ranks (8.5.1).
 * expect: invalid_call
 * says: the grid has 9 places
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    const int sizes[2] = {3, 3}, periods[2] = {0, 0};
    MPI_Comm grid;
    begin(&argc, &argv);
    MPI_Cart_create(WORLD, 2, sizes, periods, 0, &grid); // <- here
    MPI_Finalize();
    return 0;
}
