/* A buffer of MPI_Bcast that is NULL.
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 1;
    MPI_Bcast(rank == 0 ? &value : NULL, 1, MPI_INT, 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
