/* A large standard send waits for its receive as well (3.4).
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    const int count = 4000000;
    int other = 1 - rank;
    double *out = calloc(count, sizeof *out), *in = calloc(count, sizeof *in);
    MPI_Send(out, count, MPI_DOUBLE, other, 0, WORLD); // <- here
    MPI_Recv(in, count, MPI_DOUBLE, other, 0, WORLD, IGNORE);
    free(out);
    free(in);
    MPI_Finalize();
    return 0;
}
