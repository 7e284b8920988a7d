/* A receive into the buffer of a pending send.
 * expect: buffer_in_use
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[4] = {0}, to = 1 - rank, in[4];
    MPI_Request requests[2];
    MPI_Isend(values, 4, MPI_INT, to, 0, WORLD, &requests[0]);
    MPI_Irecv(values + 2, 1, MPI_INT, to, 1, WORLD, &requests[1]); // <- here
    MPI_Send(&rank, 1, MPI_INT, to, 1, WORLD);
    MPI_Recv(in, 4, MPI_INT, to, 0, WORLD, IGNORE);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
