/* A call after MPI_Finalize (11.2.2).
 * expect: after_finalize
 * ranks: 1 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);
    MPI_Finalize();
    MPI_Barrier(WORLD); // <- here
    return 0;
}
