/* A persistent send is waited for, but never started, so that its receiver waits for ever (3.9).
 * expect: request_never_started
 * says: was never started by MPI_Start
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    int value = 0;
    MPI_Request request;
    begin(&argc, &argv);
    if (rank == 0) {
        MPI_Send_init(&value, 1, MPI_INT, 1, 0, WORLD, &request); // <- here
        MPI_Wait(&request, IGNORE);
        MPI_Barrier(WORLD);
        MPI_Request_free(&request);
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
        MPI_Barrier(WORLD);
    }
    MPI_Finalize();
    return 0;
}
