/* MPI_Sendrecv needs two buffers (3.10).
 * expect: buffer_in_use
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value[2] = {rank, rank};
    MPI_Sendrecv(value, 1, MPI_INT, 1 - rank, 0, value, 1, MPI_INT, 1 - rank, 0, WORLD,
                 IGNORE); // <- here
    MPI_Finalize();
    return 0;
}
