/* A rank sleeps while the others wait in a barrier.
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    if (rank == 2) {
        sleep(2);
    }
    MPI_Barrier(WORLD);
    MPI_Finalize();
    return 0;
}
