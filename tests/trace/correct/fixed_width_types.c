/* MPI_INT and MPI_INT32_T are one type of C.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 3;
    long wide = 4;
    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT32_T, 1, 0, WORLD);
        MPI_Send(&wide, 1, MPI_INT64_T, 1, 0, WORLD);
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
        MPI_Recv(&wide, 1, MPI_LONG, 0, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
