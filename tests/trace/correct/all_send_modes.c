/* Standard, synchronous, buffered and ready sends, blocking and not.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0, size_needed;
    void *room;
    MPI_Request requests[8];
    MPI_Pack_size(1, MPI_INT, WORLD, &size_needed);
    size_needed = 2 * (size_needed + MPI_BSEND_OVERHEAD);
    room = malloc((size_t)size_needed);
    MPI_Buffer_attach(room, size_needed);
    if (rank == 0) {
        MPI_Barrier(WORLD);
        MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD);
        MPI_Ssend(&value, 1, MPI_INT, 1, 1, WORLD);
        MPI_Bsend(&value, 1, MPI_INT, 1, 2, WORLD);
        MPI_Rsend(&value, 1, MPI_INT, 1, 3, WORLD);
        MPI_Isend(&value, 1, MPI_INT, 1, 4, WORLD, &requests[0]);
        MPI_Issend(&value, 1, MPI_INT, 1, 5, WORLD, &requests[1]);
        MPI_Ibsend(&value, 1, MPI_INT, 1, 6, WORLD, &requests[2]);
        MPI_Irsend(&value, 1, MPI_INT, 1, 7, WORLD, &requests[3]);
        MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
    } else {
        int in[8];
        for (int i = 0; i < 8; i++) {
            MPI_Irecv(&in[i], 1, MPI_INT, 0, i, WORLD, &requests[i]);
        }
        MPI_Barrier(WORLD);
        MPI_Waitall(8, requests, MPI_STATUSES_IGNORE);
    }
    MPI_Buffer_detach(&room, &size_needed);
    free(room);
    MPI_Finalize();
    return 0;
}
