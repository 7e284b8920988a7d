/* A message to oneself: the receive is posted first.
 * ranks: 1 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in = -1;
    MPI_Request request;
    MPI_Irecv(&in, 1, MPI_INT, rank, 0, WORLD, &request);
    MPI_Send(&out, 1, MPI_INT, rank, 0, WORLD);
    MPI_Wait(&request, IGNORE);
    MPI_Sendrecv(&out, 1, MPI_INT, 0, 0, &in, 1, MPI_INT, 0, 0, MPI_COMM_SELF, IGNORE);
    MPI_Finalize();
    return 0;
}
