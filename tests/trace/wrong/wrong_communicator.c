/* Send and receive use two communicators (3.2.3).
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    MPI_Comm copy;
    MPI_Comm_dup(WORLD, &copy);
    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD);
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, copy, IGNORE); // <- here
    }
    MPI_Comm_free(&copy);
    MPI_Finalize();
    return 0;
}
