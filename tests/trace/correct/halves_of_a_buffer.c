/* Pending operations on neighbouring parts of an array.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[8] = {0};
    MPI_Request requests[4];
    MPI_Irecv(values, 2, MPI_INT, 1 - rank, 0, WORLD, &requests[0]);
    MPI_Irecv(values + 2, 2, MPI_INT, 1 - rank, 1, WORLD, &requests[1]);
    MPI_Isend(values + 4, 2, MPI_INT, 1 - rank, 0, WORLD, &requests[2]);
    MPI_Isend(values + 6, 2, MPI_INT, 1 - rank, 1, WORLD, &requests[3]);
    MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
