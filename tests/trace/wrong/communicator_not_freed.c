/* A communicator that is never freed.
 * expect: leak_communicator
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm copy;
    MPI_Comm_dup(WORLD, &copy); // <- here
    MPI_Finalize();
    return 0;
}
