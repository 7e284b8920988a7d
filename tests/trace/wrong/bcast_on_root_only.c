/* Only the root calls MPI_Bcast.
 * expect: collective_missing
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 1;
    if (rank == 0) {
        MPI_Bcast(&value, 1, MPI_INT, 0, WORLD); // <- here
    }
    MPI_Finalize();
    return 0;
}
