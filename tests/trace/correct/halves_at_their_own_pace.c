/* Two halves make other calls, each on its own communicator.
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm half;
    int value = rank, sum;
    MPI_Comm_split(WORLD, rank % 2, rank, &half);
    if (rank % 2 == 0) {
        MPI_Bcast(&value, 1, MPI_INT, 0, half);
        MPI_Barrier(half);
    } else {
        MPI_Allreduce(&value, &sum, 1, MPI_INT, MPI_SUM, half);
    }
    MPI_Comm_free(&half);
    MPI_Finalize();
    return 0;
}
