/* Both wait for their persistent receives before they start to send.
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in, other = 1 - rank;
    MPI_Request requests[2];
    MPI_Recv_init(&in, 1, MPI_INT, other, 0, WORLD, &requests[0]);
    MPI_Ssend_init(&out, 1, MPI_INT, other, 0, WORLD, &requests[1]);
    MPI_Start(&requests[0]);
    MPI_Wait(&requests[0], IGNORE); // <- here
    MPI_Start(&requests[1]);
    MPI_Wait(&requests[1], IGNORE);
    MPI_Request_free(&requests[0]);
    MPI_Request_free(&requests[1]);
    MPI_Finalize();
    return 0;
}
