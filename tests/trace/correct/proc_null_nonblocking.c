/* Requests to and from MPI_PROC_NULL.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in = -1;
    MPI_Request requests[4];
    MPI_Irecv(&in, 1, MPI_INT, MPI_PROC_NULL, 0, WORLD, &requests[0]);
    MPI_Isend(&out, 1, MPI_INT, MPI_PROC_NULL, 0, WORLD, &requests[1]);
    MPI_Irecv(&in, 1, MPI_INT, 1 - rank, 0, WORLD, &requests[2]);
    MPI_Isend(&out, 1, MPI_INT, 1 - rank, 0, WORLD, &requests[3]);
    MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
