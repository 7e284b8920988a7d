/* The same calls in another order on one rank.
 * expect: collective_mismatch
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, sum;
    if (rank == 1) {
        MPI_Allreduce(&value, &sum, 1, MPI_INT, MPI_SUM, WORLD); // <- here
        MPI_Barrier(WORLD);
    } else {
        MPI_Barrier(WORLD); // <- here
        MPI_Allreduce(&value, &sum, 1, MPI_INT, MPI_SUM, WORLD);
    }
    MPI_Finalize();
    return 0;
}
