/* MPI_Ssend waits for its receive (3.4), on both ranks.
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in, other = 1 - rank;
    MPI_Ssend(&out, 1, MPI_INT, other, 0, WORLD); // <- here
    MPI_Recv(&in, 1, MPI_INT, other, 0, WORLD, IGNORE);
    MPI_Finalize();
    return 0;
}
