/* The request of a send is freed; after the barrier the message has been received.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 4;
    if (rank == 0) {
        MPI_Request request;
        MPI_Isend(&value, 1, MPI_INT, 1, 0, WORLD, &request);
        MPI_Request_free(&request);
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Barrier(WORLD);
    value = 5;
    MPI_Bcast(&value, 1, MPI_INT, 0, WORLD);
    MPI_Finalize();
    return 0;
}
