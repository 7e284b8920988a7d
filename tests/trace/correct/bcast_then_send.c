/* All come to the collective call before the message is waited for.
 * ranks: 2 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, sum;
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Bcast(&value, 1, MPI_INT, 0, WORLD);
    if (rank == 0) {
        MPI_Irecv(&sum, 1, MPI_INT, 1, 0, WORLD, &request);
    }
    if (rank == 1) {
        MPI_Send(&value, 1, MPI_INT, 0, 0, WORLD);
    }
    MPI_Scan(&rank, &value, 1, MPI_INT, MPI_SUM, WORLD);
    MPI_Wait(&request, IGNORE);
    MPI_Finalize();
    return 0;
}
