/* Requests are completed in another order than they were made.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int in[3], out[3] = {1, 2, 3};
    MPI_Request requests[3];
    if (rank == 0) {
        for (int i = 0; i < 3; i++) {
            MPI_Irecv(&in[i], 1, MPI_INT, 1, 0, WORLD, &requests[i]);
        }
        for (int i = 2; i >= 0; i--) {
            MPI_Wait(&requests[i], IGNORE);
        }
    } else {
        for (int i = 0; i < 3; i++) {
            MPI_Send(&out[i], 1, MPI_INT, 0, 0, WORLD);
        }
    }
    MPI_Finalize();
    return 0;
}
