/* The receive buffer of a nonblocking collective call is sent before it is complete.
 * expect: buffer_in_use
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int own = rank, other, in[2] = {0}, counts[2] = {1, 1}, places[2] = {0, 1};
    MPI_Request request, sent;
    MPI_Iallgatherv(&own, 1, MPI_INT, in, counts, places, MPI_INT, WORLD, &request);
    MPI_Isend(in, 1, MPI_INT, 1 - rank, 0, WORLD, &sent); // <- here
    MPI_Recv(&other, 1, MPI_INT, 1 - rank, 0, WORLD, IGNORE);
    MPI_Wait(&sent, IGNORE);
    MPI_Wait(&request, IGNORE);
    MPI_Finalize();
    return 0;
}
