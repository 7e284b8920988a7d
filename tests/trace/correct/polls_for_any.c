/* Requests are tested in turn; what is done first differs from run to run.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int in = 0, out = 1, more = 2, done[2] = {0}, other = 1 - rank;
    MPI_Request requests[2];
    MPI_Irecv(&in, 1, MPI_INT, other, 0, WORLD, &requests[0]);
    MPI_Isend(&out, 1, MPI_INT, other, 0, WORLD, &requests[1]);
    while (!done[0] || !done[1]) {
        for (int i = 0; i < 2; i++) {
            if (!done[i]) {
                MPI_Test(&requests[i], &done[i], IGNORE);
            }
        }
    }
    MPI_Sendrecv_replace(&more, 1, MPI_INT, other, 1, other, 1, WORLD, IGNORE);
    MPI_Finalize();
    return 0;
}
