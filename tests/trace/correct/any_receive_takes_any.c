/* Receives from any source of which each may take any message, and some that name tags that
 * only they ask for.
 * ranks: 3 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    if (rank == 0) {
        for (int i = 1; i < size; i++) {
            MPI_Status status;
            MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 1, WORLD, &status);
            MPI_Recv(&value, 1, MPI_INT, status.MPI_SOURCE, 2, WORLD, IGNORE);
            MPI_Send(&value, 1, MPI_INT, status.MPI_SOURCE, 3, WORLD);
        }
        for (int i = 1; i < size; i++) {
            MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, WORLD, IGNORE);
        }
    } else {
        MPI_Send(&value, 1, MPI_INT, 0, 1, WORLD);
        MPI_Send(&value, 1, MPI_INT, 0, 2, WORLD);
        MPI_Recv(&value, 1, MPI_INT, 0, 3, WORLD, IGNORE);
        MPI_Send(&value, 1, MPI_INT, 0, 10 + rank, WORLD);
    }
    MPI_Finalize();
    return 0;
}
