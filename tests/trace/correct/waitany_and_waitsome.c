/* MPI_Waitany, MPI_Waitsome, MPI_Testany, MPI_Testsome until all are done.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int in[8], out[8] = {0}, index, count, indices[8], flag, left = 8;
    MPI_Request requests[8];
    if (rank == 0) {
        for (int i = 0; i < 8; i++) {
            MPI_Irecv(&in[i], 1, MPI_INT, 1, i, WORLD, &requests[i]);
        }
        MPI_Waitany(8, requests, &index, IGNORE);
        left--;
        MPI_Waitsome(8, requests, &count, indices, MPI_STATUSES_IGNORE);
        left -= count;
        while (left > 0) {
            MPI_Testany(8, requests, &index, &flag, IGNORE);
            left -= flag && index != MPI_UNDEFINED;
            MPI_Testsome(8, requests, &count, indices, MPI_STATUSES_IGNORE);
            left -= count != MPI_UNDEFINED ? count : 0;
        }
    } else {
        for (int i = 7; i >= 0; i--) {
            MPI_Send(&out[i], 1, MPI_INT, 0, i, WORLD);
        }
    }
    MPI_Finalize();
    return 0;
}
