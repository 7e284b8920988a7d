/* More messages than the record keeps; a hundred at a time, as each wait may cost a turn of the processor.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    enum { TIMES = 1000, MESSAGES = 100 };
    int out = rank, in[MESSAGES];
    for (int i = 0; i < TIMES; i++) {
        MPI_Request requests[MESSAGES];
        for (int k = 0; k < MESSAGES; k++) {
            if (rank == i % 2) {
                MPI_Isend(&out, 1, MPI_INT, 1 - rank, k % 7, WORLD, &requests[k]);
            } else {
                MPI_Irecv(&in[k], 1, MPI_INT, 1 - rank, k % 7, WORLD, &requests[k]);
            }
        }
        MPI_Waitall(MESSAGES, requests, MPI_STATUSES_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
