/* Nonblocking collective calls whose buffers are used when they are complete.
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out[8] = {0}, in[8] = {0}, counts[8], places[8];
    for (int i = 0; i < size; i++) {
        counts[i] = 1;
        places[i] = i;
    }
    MPI_Request request;
    MPI_Ialltoallv(out, counts, places, MPI_INT, in, counts, places, MPI_INT, WORLD, &request);
    MPI_Wait(&request, IGNORE);
    in[0] = 3;
    MPI_Iallreduce(in, out, 1, MPI_INT, MPI_SUM, WORLD, &request);
    for (int flag = 0; !flag;) {
        MPI_Test(&request, &flag, IGNORE);
    }
    out[0] = 4;
    MPI_Ireduce(in, out, 1, MPI_INT, MPI_SUM, 0, WORLD, &request);
    usleep(1000 * rank);
    MPI_Wait(&request, IGNORE);
    MPI_Finalize();
    return 0;
}
