/* Both wait for their receives before they send.
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in, other = 1 - rank;
    MPI_Request request;
    MPI_Irecv(&in, 1, MPI_INT, other, 0, WORLD, &request); // <- here
    MPI_Wait(&request, IGNORE);                            // <- here
    MPI_Send(&out, 1, MPI_INT, other, 0, WORLD);
    MPI_Finalize();
    return 0;
}
