/* Neighbourhood collectives on a ring.
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm ring;
    int dimensions[1] = {size}, periods[1] = {1}, value = rank, in[2];
    MPI_Cart_create(WORLD, 1, dimensions, periods, 0, &ring);
    MPI_Neighbor_allgather(&value, 1, MPI_INT, in, 1, MPI_INT, ring);
    MPI_Comm_free(&ring);
    MPI_Finalize();
    return 0;
}
