/* Messages and collective calls with nothing in them, and no buffer.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int sum = 0;
    if (rank == 0) {
        MPI_Send(NULL, 0, MPI_INT, 1, 0, WORLD);
        MPI_Ssend(NULL, 0, MPI_DOUBLE, 1, 1, WORLD);
    } else {
        MPI_Recv(NULL, 0, MPI_INT, 0, 0, WORLD, IGNORE);
        MPI_Recv(NULL, 0, MPI_INT, 0, 1, WORLD, IGNORE);
    }
    MPI_Bcast(&sum, 0, MPI_INT, 0, WORLD);
    MPI_Gather(NULL, 0, MPI_INT, NULL, 0, MPI_INT, 0, WORLD);
    MPI_Finalize();
    return 0;
}
