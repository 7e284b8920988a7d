/* MPI_Test and MPI_Testall in loops.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int in = 0, out = 1, flag = 0;
    MPI_Request requests[2];
    MPI_Irecv(&in, 1, MPI_INT, 1 - rank, 0, WORLD, &requests[0]);
    MPI_Isend(&out, 1, MPI_INT, 1 - rank, 0, WORLD, &requests[1]);
    while (!flag) {
        MPI_Testall(2, requests, &flag, MPI_STATUSES_IGNORE);
    }
    MPI_Irecv(&in, 1, MPI_INT, 1 - rank, 0, WORLD, &requests[0]);
    MPI_Send(&out, 1, MPI_INT, 1 - rank, 0, WORLD);
    for (flag = 0; !flag;) {
        MPI_Test(&requests[0], &flag, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
