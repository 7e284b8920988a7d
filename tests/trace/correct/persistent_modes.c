/* All persistent modes; some requests are freed unused.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int in[3] = {0}, out = 0;
    MPI_Request requests[3], unused;
    MPI_Send_init(&out, 1, MPI_INT, 1 - rank, 9, WORLD, &unused);
    if (rank == 0) {
        MPI_Ssend_init(&out, 1, MPI_INT, 1, 0, WORLD, &requests[0]);
        MPI_Rsend_init(&out, 1, MPI_INT, 1, 1, WORLD, &requests[1]);
        MPI_Send_init(&out, 1, MPI_INT, 1, 2, WORLD, &requests[2]);
        MPI_Barrier(WORLD);
        MPI_Startall(3, requests);
    } else {
        for (int i = 0; i < 3; i++) {
            MPI_Recv_init(&in[i], 1, MPI_INT, 0, i, WORLD, &requests[i]);
        }
        MPI_Startall(3, requests);
        MPI_Barrier(WORLD);
    }
    MPI_Waitall(3, requests, MPI_STATUSES_IGNORE);
    for (int i = 0; i < 3; i++) {
        MPI_Request_free(&requests[i]);
    }
    MPI_Request_free(&unused);
    MPI_Finalize();
    return 0;
}
