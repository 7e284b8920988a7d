/* Both send first, after receives from any source that are over.
 * expect: unsafe_send
 * says: works by luck
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int own = rank, other;
    if (rank == 0) {
        MPI_Recv(&other, 1, MPI_INT, MPI_ANY_SOURCE, 0, WORLD, IGNORE);
    } else {
        MPI_Send(&own, 1, MPI_INT, 0, 0, WORLD);
    }
    MPI_Send(&own, 1, MPI_INT, 1 - rank, 1, WORLD); // <- here
    MPI_Recv(&other, 1, MPI_INT, 1 - rank, 1, WORLD, IGNORE);
    MPI_Finalize();
    return 0;
}
