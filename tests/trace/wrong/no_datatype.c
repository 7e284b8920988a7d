/* MPI_DATATYPE_NULL is no type to send.
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Send(&value, 1, MPI_DATATYPE_NULL, 1 - rank, 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
