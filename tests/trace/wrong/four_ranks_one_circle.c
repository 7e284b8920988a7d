/* Two of four ranks wait for each other; the others are done.
 * expect: deadlock
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    if (rank == 1 || rank == 2) {
        MPI_Recv(&value, 1, MPI_INT, 3 - rank, 0, WORLD, IGNORE); // <- here
        MPI_Send(&value, 1, MPI_INT, 3 - rank, 0, WORLD);
    }
    MPI_Finalize();
    return 0;
}
