/* MPI_Start of an active request (3.9).
 * expect: request_started_twice
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Request request;
    if (rank == 0) {
        MPI_Recv_init(&value, 1, MPI_INT, 1, 0, WORLD, &request);
        MPI_Start(&request);
        MPI_Start(&request); // <- here
        MPI_Wait(&request, IGNORE);
        MPI_Request_free(&request);
    } else {
        usleep(100000);
        MPI_Send(&value, 1, MPI_INT, 0, 0, WORLD);
    }
    MPI_Finalize();
    return 0;
}
