/* More messages than the record keeps.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in;
    for (int i = 0; i < 50000; i++) {
        if (rank == 0) {
            MPI_Send(&out, 1, MPI_INT, 1, i % 7, WORLD);
            MPI_Recv(&in, 1, MPI_INT, 1, 0, WORLD, IGNORE);
        } else {
            MPI_Recv(&in, 1, MPI_INT, 0, i % 7, WORLD, IGNORE);
            MPI_Send(&out, 1, MPI_INT, 0, 0, WORLD);
        }
    }
    MPI_Finalize();
    return 0;
}
