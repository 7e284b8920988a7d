/* A collective call writes into the buffer of a pending send.
 * expect: buffer_in_use
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0, mine = 1, other = 1 - rank, in;
    MPI_Request request;
    MPI_Isend(&value, 1, MPI_INT, other, 0, WORLD, &request);
    MPI_Allreduce(&mine, &value, 1, MPI_INT, MPI_SUM, WORLD); // <- here
    MPI_Recv(&in, 1, MPI_INT, other, 0, WORLD, IGNORE);
    MPI_Wait(&request, IGNORE);
    MPI_Finalize();
    return 0;
}
