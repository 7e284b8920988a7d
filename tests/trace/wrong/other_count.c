/* MPI_Allreduce with two counts.
 * expect: count_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[4] = {0}, result[4];
    MPI_Allreduce(values, result, rank == 0 ? 4 : 3, MPI_INT, MPI_SUM, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
