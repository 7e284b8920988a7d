/* A nonblocking send without MPI_Wait (3.7.3).
 * expect: request_never_completed
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Request request;
    if (rank == 0) {
        MPI_Isend(&value, 1, MPI_INT, 1, 0, WORLD, &request); // <- here
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
