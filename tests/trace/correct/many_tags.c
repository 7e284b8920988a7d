/* More tags than the record has room for.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in;
    for (int i = 0; i < 20000; i++) {
        MPI_Sendrecv(&out, 1, MPI_INT, 1 - rank, i, &in, 1, MPI_INT, 1 - rank, i, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
