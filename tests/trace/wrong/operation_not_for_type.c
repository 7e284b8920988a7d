/* Bits of floating point numbers (6.9.2).
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    double value = 0, result;
    MPI_Allreduce(&value, &result, 1, MPI_DOUBLE, MPI_BAND, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
