/* MPI_Allreduce with two operations (6.9.1).
 * expect: op_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, result;
    MPI_Allreduce(&value, &result, 1, MPI_INT, rank == 0 ? MPI_SUM : MPI_MAX, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
