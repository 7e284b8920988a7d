/* The shape of a grid differs between ranks (8.5.1).
 * expect: argument_mismatch
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm grid;
    int dimensions[2] = {2, 2}, periods[2] = {0, rank == 3};
    MPI_Cart_create(WORLD, 2, dimensions, periods, 0, &grid); // <- here
    MPI_Comm_free(&grid);
    MPI_Finalize();
    return 0;
}
