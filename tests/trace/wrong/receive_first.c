/* Both ranks receive before they send (MPI standard 3.5).
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in, other = 1 - rank;
    MPI_Recv(&in, 1, MPI_INT, other, 0, WORLD, IGNORE); // <- here
    MPI_Send(&out, 1, MPI_INT, other, 0, WORLD);
    MPI_Finalize();
    return 0;
}
