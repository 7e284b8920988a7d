/* A message that MPI_Mprobe took is received after a later one.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    float number = 0;
    MPI_Message message;
    MPI_Request first;
    if (rank == 0) {
        MPI_Isend(&value, 1, MPI_INT, 1, 0, WORLD, &first);
        MPI_Send(&number, 1, MPI_FLOAT, 1, 0, WORLD);
        MPI_Wait(&first, IGNORE);
    } else {
        MPI_Mprobe(0, 0, WORLD, &message, IGNORE);
        MPI_Recv(&number, 1, MPI_FLOAT, 0, 0, WORLD, IGNORE);
        MPI_Mrecv(&value, 1, MPI_INT, &message, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
