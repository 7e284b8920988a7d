/* MPI_Sendrecv sends right, and receives from the right too.
 * expect: deadlock
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in, right = (rank + 1) % size;
    MPI_Sendrecv(&out, 1, MPI_INT, right, 0, &in, 1, MPI_INT, right, 0, WORLD, IGNORE); // <- here

    MPI_Finalize();
    return 0;
}
