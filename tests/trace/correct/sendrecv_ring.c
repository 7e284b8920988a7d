/* A ring by MPI_Sendrecv, with one rank too.
 * ranks: 1 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in = 0;
    MPI_Sendrecv(&out, 1, MPI_INT, (rank + 1) % size, 0, &in, 1, MPI_INT, (rank + size - 1) % size,
                 0, WORLD, IGNORE);
    MPI_Finalize();
    return 0;
}
