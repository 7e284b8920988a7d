/* Neighbours of a line: MPI_PROC_NULL at its ends (3.11).
 * ranks: 1 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in = -1, left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
    MPI_Sendrecv(&out, 1, MPI_INT, right, 0, &in, 1, MPI_INT, left, 0, WORLD, IGNORE);
    MPI_Send(&out, 1, MPI_INT, left, 1, WORLD);
    MPI_Recv(&in, 1, MPI_INT, right, 1, WORLD, IGNORE);
    MPI_Finalize();
    return 0;
}
