/* The buffer of a started persistent send is written to.
 * expect: send_buffer_changed
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 1;
    MPI_Request request;
    if (rank == 0) {
        MPI_Send_init(&value, 1, MPI_INT, 1, 0, WORLD, &request);
        MPI_Start(&request); // <- here
        value = 2;
        MPI_Wait(&request, IGNORE);
        MPI_Request_free(&request);
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
