/* A tag below 0 (3.2.3).
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Send(&value, 1, MPI_INT, 1 - rank, -5, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
