/* Many collective calls with moving roots.
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    for (int i = 0; i < 50; i++) {
        MPI_Bcast(&value, 1, MPI_INT, i % size, WORLD);
        MPI_Reduce(rank == i % size ? MPI_IN_PLACE : &value, &value, 1, MPI_INT, MPI_MAX, i % size,
                   WORLD);
    }
    MPI_Finalize();
    return 0;
}
