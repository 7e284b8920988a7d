/* Only some ranks have work: the others leave early.
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm few;
    int value = rank, sum;
    MPI_Comm_split(WORLD, rank < 2 ? 0 : MPI_UNDEFINED, rank, &few);
    if (few != MPI_COMM_NULL) {
        MPI_Allreduce(&value, &sum, 1, MPI_INT, MPI_SUM, few);
        usleep(500000);
        MPI_Comm_free(&few);
    }
    MPI_Finalize();
    return 0;
}
