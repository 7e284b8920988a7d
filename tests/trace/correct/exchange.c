/* Nonblocking exchange with all.
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out[8], in[8];
    MPI_Request requests[16];
    for (int i = 0; i < size; i++) {
        out[i] = rank;
        MPI_Irecv(&in[i], 1, MPI_INT, i, 0, WORLD, &requests[2 * i]);
        MPI_Isend(&out[i], 1, MPI_INT, i, 0, WORLD, &requests[2 * i + 1]);
    }
    MPI_Waitall(2 * size, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
