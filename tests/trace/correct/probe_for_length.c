/* MPI_Probe and MPI_Get_count before the receive (3.8.1).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[10] = {0}, count;
    MPI_Status status;
    if (rank == 0) {
        MPI_Send(values, 7, MPI_INT, 1, 0, WORLD);
    } else {
        MPI_Probe(MPI_ANY_SOURCE, MPI_ANY_TAG, WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
        MPI_Recv(values, count, MPI_INT, status.MPI_SOURCE, status.MPI_TAG, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
