/* The request of a send is freed, and nothing tells the sender of the end.
 * expect: request_freed_active
 * says: when its buffer may be used again
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 4;
    if (rank == 0) {
        MPI_Request request;
        MPI_Isend(&value, 1, MPI_INT, 1, 0, WORLD, &request);
        MPI_Request_free(&request); // <- here
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
