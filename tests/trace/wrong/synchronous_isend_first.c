/* Both wait for a synchronous nonblocking send (3.7.2).
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in, other = 1 - rank;
    MPI_Request request;
    MPI_Issend(&out, 1, MPI_INT, other, 0, WORLD, &request);
    MPI_Wait(&request, IGNORE); // <- here
    MPI_Recv(&in, 1, MPI_INT, other, 0, WORLD, IGNORE);
    MPI_Finalize();
    return 0;
}
