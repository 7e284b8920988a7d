/* MPI_Alltoall with two counts (6.8).
 * expect: count_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out[8] = {0}, in[8];
    MPI_Alltoall(out, 1 + rank, MPI_INT, in, 1 + rank, MPI_INT, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
