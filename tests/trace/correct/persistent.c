/* Persistent requests, started many times (3.9).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int in = 0, out = 0;
    MPI_Request requests[2];
    MPI_Recv_init(&in, 1, MPI_INT, 1 - rank, 0, WORLD, &requests[0]);
    MPI_Send_init(&out, 1, MPI_INT, 1 - rank, 0, WORLD, &requests[1]);
    for (int i = 0; i < 10; i++) {
        out = i;
        MPI_Startall(2, requests);
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    }
    MPI_Request_free(&requests[0]);
    MPI_Request_free(&requests[1]);
    MPI_Finalize();
    return 0;
}
