/* The same after the message has come, but before MPI_Wait.
 * expect: receive_buffer_changed
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 1, flag = 0;
    MPI_Request request;
    if (rank == 0) {
        MPI_Irecv(&value, 1, MPI_INT, 1, 0, WORLD, &request); // <- here
        MPI_Barrier(WORLD);
        usleep(200000);
        MPI_Iprobe(1, 99, WORLD, &flag, IGNORE); /* lets the message in */
        value = 7;
        MPI_Wait(&request, IGNORE);
    } else {
        MPI_Send(&value, 1, MPI_INT, 0, 0, WORLD);
        MPI_Barrier(WORLD);
    }
    MPI_Finalize();
    return 0;
}
