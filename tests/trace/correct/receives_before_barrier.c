/* Receives are posted, then a barrier, then ready sends.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int in, out = rank;
    MPI_Request request;
    MPI_Irecv(&in, 1, MPI_INT, 1 - rank, 0, WORLD, &request);
    MPI_Barrier(WORLD);
    MPI_Rsend(&out, 1, MPI_INT, 1 - rank, 0, WORLD);
    MPI_Wait(&request, IGNORE);
    MPI_Finalize();
    return 0;
}
