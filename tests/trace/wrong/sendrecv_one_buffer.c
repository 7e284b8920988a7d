/* MPI_Sendrecv needs two buffers (3.10).
 * expect: buffer_in_use
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int x = rank, to = 1 - rank;
    MPI_Sendrecv(&x, 1, MPI_INT, to, 0, &x, 1, MPI_INT, to, 0, WORLD, IGNORE); // <- here
    MPI_Finalize();
    return 0;
}
