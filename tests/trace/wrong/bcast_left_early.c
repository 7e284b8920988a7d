/* The root of MPI_Bcast goes on and sends, and the receiver takes that first: works where
 * MPI_Bcast does not wait.
 * expect: unsafe_collective
 * says: a library may wait there for all ranks
 * ranks: 2 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    if (rank == 0) {
        MPI_Bcast(&value, 1, MPI_INT, 0, WORLD); // <- here
        MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD);
    } else {
        if (rank == 1) {
            MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
        }
        MPI_Bcast(&value, 1, MPI_INT, 0, WORLD);
    }
    MPI_Finalize();
    return 0;
}
