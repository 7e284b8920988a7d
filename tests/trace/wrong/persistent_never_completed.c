/* A persistent request that is started, and not waited for.
 * expect: request_never_completed
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Request request;
    if (rank == 0) {
        MPI_Send_init(&value, 1, MPI_INT, 1, 0, WORLD, &request);
        MPI_Start(&request); // <- here
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
