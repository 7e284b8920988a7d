/* A persistent request is waited for, but was never started.
 * expect: request_never_started
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Request request;
    MPI_Recv_init(&value, 1, MPI_INT, 1 - rank, 0, WORLD, &request); // <- here
    MPI_Wait(&request, IGNORE);
    MPI_Request_free(&request);
    MPI_Finalize();
    return 0;
}
