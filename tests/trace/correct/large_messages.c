/* Large messages, both ways at once.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    const int count = 3000000;
    double *out = calloc((size_t)count, sizeof *out), *in = calloc((size_t)count, sizeof *in);
    MPI_Sendrecv(out, count, MPI_DOUBLE, 1 - rank, 0, in, count, MPI_DOUBLE, 1 - rank, 0, WORLD,
                 IGNORE);
    free(out);
    free(in);
    MPI_Finalize();
    return 0;
}
