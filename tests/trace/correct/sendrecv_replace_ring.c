/* A ring by MPI_Sendrecv_replace: one buffer.
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    MPI_Sendrecv_replace(&value, 1, MPI_INT, (rank + 1) % size, 0, (rank + size - 1) % size, 0,
                         WORLD, IGNORE);
    MPI_Finalize();
    return 0;
}
