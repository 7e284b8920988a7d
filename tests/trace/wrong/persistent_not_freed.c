/* Persistent requests that are never freed (3.9).
 * expect: leak_request
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Request request;
    if (rank == 0) {
        MPI_Send_init(&value, 1, MPI_INT, 1, 0, WORLD, &request); // <- here
    } else {
        MPI_Recv_init(&value, 1, MPI_INT, 0, 0, WORLD, &request); // <- here
    }
    MPI_Start(&request);
    MPI_Wait(&request, IGNORE);
    MPI_Finalize();
    return 0;
}
