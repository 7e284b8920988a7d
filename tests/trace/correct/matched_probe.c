/* MPI_Mprobe and MPI_Mrecv, MPI_Improbe and MPI_Imrecv (3.8.2).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0, flag = 0;
    MPI_Message message;
    MPI_Request request;
    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD);
        MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD);
    } else {
        MPI_Mprobe(0, MPI_ANY_TAG, WORLD, &message, IGNORE);
        MPI_Mrecv(&value, 1, MPI_INT, &message, IGNORE);
        while (!flag) {
            MPI_Improbe(MPI_ANY_SOURCE, 0, WORLD, &flag, &message, IGNORE);
        }
        MPI_Imrecv(&value, 1, MPI_INT, &message, &request);
        MPI_Wait(&request, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
