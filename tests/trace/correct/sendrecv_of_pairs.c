/* Pairs exchange; a message order that two tags keep apart.
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out[2] = {rank, rank}, in[2], other = rank ^ 1;
    MPI_Request requests[2];
    MPI_Irecv(&in[0], 1, MPI_INT, other, 1, WORLD, &requests[0]);
    MPI_Irecv(&in[1], 1, MPI_INT, other, 2, WORLD, &requests[1]);
    MPI_Send(&out[1], 1, MPI_INT, other, 2, WORLD);
    MPI_Send(&out[0], 1, MPI_INT, other, 1, WORLD);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
