/* Nonblocking collective calls, several pending, completed in any order.
 * ranks: 1 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a = rank, b = rank, sum = 0, all[8], parts[8] = {0}, out[8] = {0};
    MPI_Request requests[5];
    MPI_Ibarrier(WORLD, &requests[0]);
    MPI_Ibcast(&a, 1, MPI_INT, 0, WORLD, &requests[1]);
    MPI_Iallreduce(&b, &sum, 1, MPI_INT, MPI_SUM, WORLD, &requests[2]);
    MPI_Iallgather(&b, 1, MPI_INT, all, 1, MPI_INT, WORLD, &requests[3]);
    MPI_Ialltoall(parts, 1, MPI_INT, out, 1, MPI_INT, WORLD, &requests[4]);
    MPI_Wait(&requests[4], IGNORE);
    MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
