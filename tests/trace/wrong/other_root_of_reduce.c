/* MPI_Reduce with two roots.
 * expect: root_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, sum;
    MPI_Reduce(&value, &sum, 1, MPI_INT, MPI_SUM, rank, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
