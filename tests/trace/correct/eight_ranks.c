/* Eight ranks, more than there may be cores, with much to wait for.
 * ranks: 8 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, sum;
    for (int i = 0; i < 200; i++) {
        MPI_Allreduce(&value, &sum, 1, MPI_INT, MPI_SUM, WORLD);
        MPI_Sendrecv_replace(&value, 1, MPI_INT, (rank + 1) % size, 0, (rank + size - 1) % size, 0,
                             WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
