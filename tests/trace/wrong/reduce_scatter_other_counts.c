/* The list of counts of MPI_Reduce_scatter differs (6.10).
 * expect: count_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int mine[4] = {0}, result[4], counts[2] = {1, 2};
    if (rank == 1) {
        counts[0] = 2;
        counts[1] = 1;
    }
    MPI_Reduce_scatter(mine, result, counts, MPI_INT, MPI_SUM, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
