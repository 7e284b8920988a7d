/* MPI_Imrecv of what MPI_Mprobe has found for MPI_PROC_NULL (3.8.2).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    int value = 0;
    MPI_Message message;
    MPI_Request requests[2];
    begin(&argc, &argv);
    MPI_Mprobe(MPI_PROC_NULL, 0, WORLD, &message, IGNORE);
    MPI_Imrecv(&value, 1, MPI_INT, &message, &requests[0]);
    MPI_Isend(&value, 1, MPI_INT, MPI_PROC_NULL, 0, WORLD, &requests[1]);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
