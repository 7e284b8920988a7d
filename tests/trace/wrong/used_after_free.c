/* A communicator is used after MPI_Comm_free.
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm copy;
    MPI_Comm_dup(WORLD, &copy);
    MPI_Comm_free(&copy);
    MPI_Barrier(copy); // <- here
    MPI_Finalize();
    return 0;
}
