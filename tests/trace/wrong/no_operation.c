/* MPI_OP_NULL is no operation.
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0, sum;
    MPI_Allreduce(&value, &sum, 1, MPI_INT, MPI_OP_NULL, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
