/* The message is longer than a nonblocking receive allows.
 * expect: truncation
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[8] = {0};
    MPI_Request request;
    if (rank == 0) {
        MPI_Send(values, 8, MPI_INT, 1, 0, WORLD);
    } else {
        MPI_Irecv(values, 4, MPI_INT, 0, 0, WORLD, &request); // <- here
        MPI_Wait(&request, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
