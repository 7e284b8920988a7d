/* Two messages with one tag, of different types, in order.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 1;
    double number = 2;
    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD);
        MPI_Send(&number, 1, MPI_DOUBLE, 1, 0, WORLD);
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
        MPI_Recv(&number, 1, MPI_DOUBLE, 0, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
