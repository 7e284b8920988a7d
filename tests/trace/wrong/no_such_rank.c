/* A destination outside of the communicator (3.2.3).
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Send(&value, 1, MPI_INT, size, 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
