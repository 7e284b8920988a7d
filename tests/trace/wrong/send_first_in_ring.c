/* All ranks of a ring send first: works only while buffered.
 * expect: unsafe_send
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in;
    MPI_Send(&out, 1, MPI_INT, (rank + 1) % size, 0, WORLD); // <- here
    MPI_Recv(&in, 1, MPI_INT, (rank + size - 1) % size, 0, WORLD, IGNORE);
    MPI_Finalize();
    return 0;
}
