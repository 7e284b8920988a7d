/* Receives from anybody, with any tag; all messages are alike.
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    if (rank == 0) {
        for (int i = 1; i < size; i++) {
            MPI_Status status;
            MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, WORLD, &status);
        }
    } else {
        MPI_Send(&value, 1, MPI_INT, 0, rank, WORLD);
    }
    MPI_Finalize();
    return 0;
}
