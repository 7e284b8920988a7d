/* Nonblocking calls must be begun in the same order too (6.12).
 * expect: collective_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a = rank, b = 0;
    MPI_Request requests[2];
    if (rank == 0) {
        MPI_Ibarrier(WORLD, &requests[0]); // <- here
        MPI_Ibcast(&a, 1, MPI_INT, 0, WORLD, &requests[1]);
    } else {
        MPI_Ibcast(&b, 1, MPI_INT, 0, WORLD, &requests[1]); // <- here
        MPI_Ibarrier(WORLD, &requests[0]);
    }
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
