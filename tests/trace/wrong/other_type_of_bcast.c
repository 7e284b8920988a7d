/* MPI_Bcast with two types.
 * expect: type_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    double values[4] = {0};
    MPI_Bcast(values, 4, rank == 0 ? MPI_FLOAT : MPI_INT, 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
