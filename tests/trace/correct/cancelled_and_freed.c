/* A receive is cancelled, and its request freed.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value;
    MPI_Request request;
    MPI_Irecv(&value, 1, MPI_INT, 1 - rank, 77, WORLD, &request);
    MPI_Cancel(&request);
    MPI_Request_free(&request);
    MPI_Finalize();
    return 0;
}
