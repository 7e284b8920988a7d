/* MPI_Waitall with one receive that has no send.
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a = 0, b = 0;
    MPI_Request requests[2];
    if (rank == 0) {
        MPI_Irecv(&a, 1, MPI_INT, 1, 0, WORLD, &requests[0]);
        MPI_Irecv(&b, 1, MPI_INT, 1, 1, WORLD, &requests[1]);
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE); // <- here
    } else {
        MPI_Send(&a, 1, MPI_INT, 0, 0, WORLD);
    }
    MPI_Finalize();
    return 0;
}
