/* A probe from any source for the tag only: of each tag any message may come.
 * ranks: 3 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    MPI_Status status;
    for (int i = 1; rank == 0 && i < 2 * size - 1; i++) {
        MPI_Probe(MPI_ANY_SOURCE, MPI_ANY_TAG, WORLD, &status);
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, status.MPI_TAG, WORLD, &status);
    }
    if (rank > 0) {
        MPI_Send(&value, 1, MPI_INT, 0, 1, WORLD);
        MPI_Send(&value, 1, MPI_INT, 0, 2, WORLD);
    }
    MPI_Finalize();
    return 0;
}
