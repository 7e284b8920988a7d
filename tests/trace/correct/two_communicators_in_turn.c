/* Calls on two communicators in the same order.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm copy;
    int value = rank;
    MPI_Comm_dup(WORLD, &copy);
    for (int i = 0; i < 5; i++) {
        MPI_Bcast(&value, 1, MPI_INT, 0, i % 2 == 0 ? WORLD : copy);
    }
    MPI_Comm_free(&copy);
    MPI_Finalize();
    return 0;
}
