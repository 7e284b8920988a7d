/* A root outside of the communicator.
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Bcast(&value, 1, MPI_INT, size, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
