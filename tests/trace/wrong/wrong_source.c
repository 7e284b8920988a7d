/* The receive names a rank that never sends.
 * expect: deadlock
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD);
    } else if (rank == 1) {
        MPI_Recv(&value, 1, MPI_INT, 2, 0, WORLD, IGNORE); // <- here
    }
    MPI_Finalize();
    return 0;
}
