/* Two pending receives into one buffer (3.7.2).
 * expect: buffer_in_use
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Request requests[2];
    if (rank == 0) {
        MPI_Irecv(&value, 1, MPI_INT, 1, 0, WORLD, &requests[0]);
        MPI_Irecv(&value, 1, MPI_INT, 1, 1, WORLD, &requests[1]); // <- here
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    } else {
        MPI_Send(&value, 1, MPI_INT, 0, 0, WORLD);
        MPI_Send(&value, 1, MPI_INT, 0, 1, WORLD);
    }
    MPI_Finalize();
    return 0;
}
