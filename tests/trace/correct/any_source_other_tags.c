/* Any source, but the tag says which message.
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a = rank;
    float b = 0;
    if (rank == 0) {
        MPI_Recv(&a, 1, MPI_INT, MPI_ANY_SOURCE, 1, WORLD, IGNORE);
        MPI_Recv(&b, 1, MPI_FLOAT, MPI_ANY_SOURCE, 2, WORLD, IGNORE);
    } else if (rank == 1) {
        MPI_Send(&a, 1, MPI_INT, 0, 1, WORLD);
    } else {
        MPI_Send(&b, 1, MPI_FLOAT, 0, 2, WORLD);
    }
    MPI_Finalize();
    return 0;
}
