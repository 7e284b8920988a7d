/* MPI_Request_free of a pending receive: nothing tells its end (3.7.3).
 * expect: request_freed_active
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Request request;
    if (rank == 0) {
        MPI_Irecv(&value, 1, MPI_INT, 1, 0, WORLD, &request);
        MPI_Request_free(&request); // <- here
        MPI_Barrier(WORLD);
    } else {
        MPI_Send(&value, 1, MPI_INT, 0, 0, WORLD);
        MPI_Barrier(WORLD);
    }
    MPI_Finalize();
    return 0;
}
