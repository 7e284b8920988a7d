/* MPI_Probe waits for a message that never comes (3.8.1).
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    if (rank == 1) {
        MPI_Probe(0, 3, WORLD, IGNORE); // <- here
    }
    MPI_Finalize();
    return 0;
}
