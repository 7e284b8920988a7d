/* Requests are copied to other variables, and waited for there.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int in[4], out[4] = {0};
    MPI_Request request, all[8];
    for (int i = 0; i < 4; i++) {
        MPI_Irecv(&in[i], 1, MPI_INT, 1 - rank, i, WORLD, &request);
        all[i] = request;
    }
    for (int i = 0; i < 4; i++) {
        MPI_Isend(&out[i], 1, MPI_INT, 1 - rank, i, WORLD, &request);
        all[7 - i] = request;
    }
    MPI_Waitall(8, all, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
