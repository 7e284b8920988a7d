/* One rank leaves a barrier out.
 * expect: collective_missing
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    if (rank != 2) {
        MPI_Barrier(WORLD); // <- here
    }
    MPI_Finalize();
    return 0;
}
