/* The tag of the receive is not that of the send (3.2.4).
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, 8, WORLD);
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 7, WORLD, IGNORE); // <- here
    }
    MPI_Finalize();
    return 0;
}
