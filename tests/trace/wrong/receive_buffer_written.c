/* The buffer of a pending receive is written to (3.7.2).
 * expect: receive_buffer_changed
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 1;
    MPI_Request request;
    if (rank == 0) {
        MPI_Irecv(&value, 1, MPI_INT, 1, 0, WORLD, &request); // <- here
        value = 2;
        MPI_Wait(&request, IGNORE);
    } else {
        usleep(300000);
        MPI_Send(&value, 1, MPI_INT, 0, 0, WORLD);
    }
    MPI_Finalize();
    return 0;
}
