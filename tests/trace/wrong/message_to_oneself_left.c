/* A message to oneself that is never received.
 * expect: unmatched_send deadlock
 * ranks: 1 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 3;
    MPI_Request request;
    MPI_Isend(&value, 1, MPI_INT, rank, 4, WORLD, &request); // <- here
    MPI_Wait(&request, IGNORE);                              // <- here
    MPI_Finalize();
    return 0;
}
