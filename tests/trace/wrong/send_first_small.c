/* Works only while the messages are buffered (3.5).
 * expect: unsafe_send
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in, other = 1 - rank;
    MPI_Send(&out, 1, MPI_INT, other, 0, WORLD); // <- here
    MPI_Recv(&in, 1, MPI_INT, other, 0, WORLD, IGNORE);
    MPI_Finalize();
    return 0;
}
