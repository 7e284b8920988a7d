/* A nonblocking collective call without MPI_Wait.
 * expect: request_never_completed
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    MPI_Request request;
    MPI_Ibcast(&value, 1, MPI_INT, 0, WORLD, &request); // <- here
    MPI_Finalize();
    return 0;
}
