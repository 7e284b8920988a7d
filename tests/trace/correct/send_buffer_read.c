/* A pending send buffer may be read.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 5, copy = 0, in;
    MPI_Request request;
    MPI_Isend(&value, 1, MPI_INT, 1 - rank, 0, WORLD, &request);
    copy += value;
    MPI_Allreduce(&value, &in, 1, MPI_INT, MPI_SUM, WORLD);
    MPI_Recv(&in, 1, MPI_INT, 1 - rank, 0, WORLD, IGNORE);
    MPI_Wait(&request, IGNORE);
    value = copy;
    MPI_Finalize();
    return 0;
}
