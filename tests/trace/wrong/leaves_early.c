/* A rank leaves by exit, without MPI_Finalize.
 * expect: no_finalize
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    if (rank == 1) {
        exit(4); // <- here
    }
    MPI_Barrier(WORLD);
    MPI_Finalize();
    return 0;
}
