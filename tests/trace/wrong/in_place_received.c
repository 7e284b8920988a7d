/* MPI_IN_PLACE as the receive buffer of a call without a root (6.7).
 * expect: invalid_call
 * says: MPI_IN_PLACE cannot be the receive buffer
 * ranks: 2 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    int values[8] = {0};
    begin(&argc, &argv);
    MPI_Allgather(values, 1, MPI_INT, MPI_IN_PLACE, 1, MPI_INT, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
