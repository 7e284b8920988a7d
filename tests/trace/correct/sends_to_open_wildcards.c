/* Sends that a receive from any source takes, which is open already.
 * ranks: 2 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int own = rank, other;
    MPI_Request request;
    MPI_Irecv(&other, 1, MPI_INT, MPI_ANY_SOURCE, 0, WORLD, &request);
    MPI_Send(&own, 1, MPI_INT, (rank + 1) % size, 0, WORLD);
    MPI_Wait(&request, IGNORE);
    MPI_Finalize();
    return 0;
}
