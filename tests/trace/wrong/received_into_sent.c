/* A receive into the buffer of a pending send.
 * expect: buffer_in_use
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[4] = {0}, other = 1 - rank;
    MPI_Request request;
    MPI_Isend(values, 4, MPI_INT, other, 0, WORLD, &request);
    MPI_Sendrecv(&other, 1, MPI_INT, other, 1, values + 2, 1, MPI_INT, other, 1, WORLD,
                 IGNORE); // <- here
    MPI_Wait(&request, IGNORE);
    MPI_Recv(values, 4, MPI_INT, other, 0, WORLD, IGNORE);
    MPI_Finalize();
    return 0;
}
