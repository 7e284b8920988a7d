/* MPI_Bcast sends less than the others expect (6.4).
 * expect: count_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[4] = {0};
    MPI_Bcast(values, rank == 0 ? 2 : 4, MPI_INT, 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
