/* MPI_ANY_TAG is for receives only (3.2.4).
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Send(&value, 1, MPI_INT, 1 - rank, MPI_ANY_TAG, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
