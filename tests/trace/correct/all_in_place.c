/* MPI_IN_PLACE wherever it is allowed (6.2.1).
 * ranks: 1 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[16] = {0}, ones[8] = {1, 1, 1, 1, 1, 1, 1, 1}, places[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    MPI_Allreduce(MPI_IN_PLACE, values, 4, MPI_INT, MPI_SUM, WORLD);
    MPI_Reduce(rank == 0 ? MPI_IN_PLACE : values, values, 4, MPI_INT, MPI_SUM, 0, WORLD);
    MPI_Gather(rank == 0 ? MPI_IN_PLACE : values, 1, MPI_INT, values, 1, MPI_INT, 0, WORLD);
    MPI_Scatter(values, 1, MPI_INT, rank == 0 ? MPI_IN_PLACE : values, 1, MPI_INT, 0, WORLD);
    MPI_Allgather(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, values, 1, MPI_INT, WORLD);
    MPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, values, ones, places, MPI_INT, WORLD);
    MPI_Alltoall(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, values, 1, MPI_INT, WORLD);
    MPI_Scan(MPI_IN_PLACE, values, 1, MPI_INT, MPI_SUM, WORLD);
    MPI_Finalize();
    return 0;
}
