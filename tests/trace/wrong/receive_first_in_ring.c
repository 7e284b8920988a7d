/* All ranks of a ring receive before they send.
 * expect: deadlock
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in;
    MPI_Recv(&in, 1, MPI_INT, (rank + size - 1) % size, 5, WORLD, IGNORE); // <- here
    MPI_Send(&out, 1, MPI_INT, (rank + 1) % size, 5, WORLD);
    MPI_Finalize();
    return 0;
}
