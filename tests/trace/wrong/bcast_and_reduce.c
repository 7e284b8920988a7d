/* The ranks make different collective calls (6.1).
 * expect: collective_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, sum;
    if (rank == 0) {
        MPI_Bcast(&value, 1, MPI_INT, 0, WORLD); // <- here
    } else {
        MPI_Reduce(&value, &sum, 1, MPI_INT, MPI_SUM, 0, WORLD); // <- here
    }
    MPI_Finalize();
    return 0;
}
