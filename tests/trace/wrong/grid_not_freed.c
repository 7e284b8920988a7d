/* A Cartesian communicator that is never freed.
 * expect: leak_communicator
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm grid;
    int dimensions[2] = {2, 2}, periods[2] = {0, 0};
    MPI_Cart_create(WORLD, 2, dimensions, periods, 0, &grid); // <- here
    MPI_Finalize();
    return 0;
}
