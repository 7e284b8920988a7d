/* Any source, then a named one: ordered by a message between the senders.
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a = rank, b = 0, go = 0;
    if (rank == 0) {
        MPI_Recv(&a, 1, MPI_INT, MPI_ANY_SOURCE, 0, WORLD, IGNORE);
        MPI_Send(&go, 1, MPI_INT, 2, 1, WORLD);
        MPI_Recv(&b, 1, MPI_INT, 2, 0, WORLD, IGNORE);
    } else if (rank == 1) {
        MPI_Send(&a, 1, MPI_INT, 0, 0, WORLD);
    } else {
        MPI_Recv(&go, 1, MPI_INT, 0, 1, WORLD, IGNORE);
        MPI_Send(&a, 1, MPI_INT, 0, 0, WORLD);
    }
    MPI_Finalize();
    return 0;
}
