/* A rank receives before the barrier, the other sends after it (6.12).
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    if (rank == 0) {
        MPI_Barrier(WORLD); // <- here
        MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD);
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE); // <- here
        MPI_Barrier(WORLD);
    }
    MPI_Finalize();
    return 0;
}
