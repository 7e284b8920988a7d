/* Both wait for a nonblocking send before they receive (3.7.3).
 * expect: unsafe_send
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in, other = 1 - rank;
    MPI_Request request;
    MPI_Isend(&out, 1, MPI_INT, other, 0, WORLD, &request); // <- here
    MPI_Wait(&request, IGNORE);
    MPI_Recv(&in, 1, MPI_INT, other, 0, WORLD, IGNORE);
    MPI_Finalize();
    return 0;
}
