/* Two pending collective calls write into one buffer.
 * expect: buffer_in_use
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    MPI_Request requests[2];
    MPI_Ibcast(&value, 1, MPI_INT, 0, WORLD, &requests[0]);
    MPI_Ibcast(&value, 1, MPI_INT, 0, WORLD, &requests[1]); // <- here
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
