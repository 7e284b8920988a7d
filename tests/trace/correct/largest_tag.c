/* The largest tag that there is (3.2.3, 9.1.2).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    int *most, found, value = 1;
    begin(&argc, &argv);
    MPI_Comm_get_attr(WORLD, MPI_TAG_UB, &most, &found);
    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, *most, WORLD);
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, *most, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
