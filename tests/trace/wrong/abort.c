/* MPI_Abort ends the program (9.3).
 * expect: aborted
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    if (rank == 1) {
        MPI_Abort(WORLD, 3); // <- here
    }
    MPI_Barrier(WORLD);
    MPI_Finalize();
    return 0;
}
