/* One sends first, the other receives first.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in = 0, other = 1 - rank;
    if (rank == 0) {
        MPI_Send(&out, 1, MPI_INT, other, 0, WORLD);
        MPI_Recv(&in, 1, MPI_INT, other, 0, WORLD, IGNORE);
    } else {
        MPI_Recv(&in, 1, MPI_INT, other, 0, WORLD, IGNORE);
        MPI_Send(&out, 1, MPI_INT, other, 0, WORLD);
    }
    MPI_Finalize();
    return 0;
}
