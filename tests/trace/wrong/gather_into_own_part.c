/* MPI_Allgather from the middle of its receive buffer, without MPI_IN_PLACE.
 * expect: buffers_overlap
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int all[2] = {rank, rank};
    MPI_Allgather(&all[rank], 1, MPI_INT, all, 1, MPI_INT, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
