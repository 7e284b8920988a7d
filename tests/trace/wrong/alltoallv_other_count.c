/* MPI_Alltoallv: what is sent is not what is expected (6.8).
 * expect: count_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out[8] = {0}, in[8], sent[2] = {1, 1 + rank}, got[2] = {1, 2}, places[2] = {0, 4};
    MPI_Alltoallv(out, sent, places, MPI_INT, in, got, places, MPI_INT, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
