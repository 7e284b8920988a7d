/* MPI_Scan with two types of the same size.
 * expect: type_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    float mine = 0, sum;
    MPI_Scan(&mine, &sum, 1, rank == 0 ? MPI_FLOAT : MPI_INT, MPI_SUM, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
