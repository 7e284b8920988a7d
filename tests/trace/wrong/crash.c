/* A rank uses a null pointer.
 * expect: crashed
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int *nothing = NULL;
    if (rank == 1) {
        *(volatile int *)nothing = 1; // <- here
    }
    MPI_Barrier(WORLD);
    MPI_Finalize();
    return 0;
}
