/* MPI_Waitall for one request of two.
 * expect: request_never_completed
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a = 0, b = 0, other = 1 - rank;
    MPI_Request requests[2];
    MPI_Irecv(&a, 1, MPI_INT, other, 0, WORLD, &requests[0]);
    MPI_Isend(&b, 1, MPI_INT, other, 0, WORLD, &requests[1]); // <- here
    MPI_Waitall(1, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
