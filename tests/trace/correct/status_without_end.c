/* MPI_Request_get_status until it is complete, then MPI_Request_free or MPI_Wait (3.7.6).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int in[2] = {0}, out[2] = {0}, other = 1 - rank, flag;
    MPI_Request requests[2];
    for (int i = 0; i < 2; i++) {
        MPI_Irecv(&in[i], 1, MPI_INT, other, i, WORLD, &requests[i]);
    }
    for (int i = 0; i < 2; i++) {
        MPI_Send(&out[i], 1, MPI_INT, other, i, WORLD);
        for (flag = 0; !flag;) {
            MPI_Request_get_status(requests[i], &flag, IGNORE);
        }
    }
    MPI_Request_free(&requests[0]);
    MPI_Wait(&requests[1], IGNORE);
    MPI_Finalize();
    return 0;
}
