/* MPI_Waitany, and no request can complete.
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a, b, index;
    MPI_Request requests[2];
    if (rank == 0) {
        MPI_Irecv(&a, 1, MPI_INT, 1, 0, WORLD, &requests[0]);
        MPI_Irecv(&b, 1, MPI_INT, 1, 1, WORLD, &requests[1]);
        MPI_Waitany(2, requests, &index, IGNORE); // <- here
    }
    MPI_Finalize();
    return 0;
}
