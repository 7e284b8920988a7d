/* Ranks that are not needed leave early.
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    if (rank < 2) {
        for (int i = 0; i < 3; i++) {
            MPI_Sendrecv_replace(&value, 1, MPI_INT, 1 - rank, 0, 1 - rank, 0, WORLD, IGNORE);
            usleep(300000);
        }
    }
    MPI_Finalize();
    return 0;
}
