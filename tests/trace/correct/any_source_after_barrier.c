/* Two phases with receives from any source, apart by a barrier.
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a = rank;
    float b = 0;
    if (rank == 1) {
        MPI_Send(&a, 1, MPI_INT, 0, 0, WORLD);
    }
    if (rank == 0) {
        MPI_Recv(&a, 1, MPI_INT, MPI_ANY_SOURCE, 0, WORLD, IGNORE);
    }
    MPI_Barrier(WORLD);
    if (rank == 2) {
        MPI_Send(&b, 1, MPI_FLOAT, 0, 0, WORLD);
    }
    if (rank == 0) {
        MPI_Recv(&b, 1, MPI_FLOAT, MPI_ANY_SOURCE, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
