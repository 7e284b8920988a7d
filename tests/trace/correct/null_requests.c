/* Waiting for null requests returns at once (3.7.3).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Request requests[3] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL, MPI_REQUEST_NULL};
    int index, flag;
    MPI_Wait(&requests[0], IGNORE);
    MPI_Waitall(3, requests, MPI_STATUSES_IGNORE);
    MPI_Waitany(3, requests, &index, IGNORE);
    MPI_Test(&requests[1], &flag, IGNORE);
    MPI_Waitall(0, NULL, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
