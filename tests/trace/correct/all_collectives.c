/* Every collective call once.
 * ranks: 1 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int mine[4] = {rank, 1, 2, 3}, all[64], result[64], counts[16], places[16], ones[16];
    MPI_Datatype types[16];
    for (int i = 0; i < size; i++) {
        counts[i] = i + 1;
        ones[i] = 1;
        places[i] = 2 * i;
        types[i] = MPI_INT;
    }
    memset(all, 0, sizeof all);
    MPI_Barrier(WORLD);
    MPI_Bcast(mine, 4, MPI_INT, size - 1, WORLD);
    MPI_Gather(mine, 2, MPI_INT, all, 2, MPI_INT, 0, WORLD);
    MPI_Scatter(all, 2, MPI_INT, mine, 2, MPI_INT, 0, WORLD);
    MPI_Allgather(mine, 2, MPI_INT, all, 2, MPI_INT, WORLD);
    MPI_Alltoall(all, 1, MPI_INT, result, 1, MPI_INT, WORLD);
    MPI_Gatherv(mine, 1, MPI_INT, all, ones, places, MPI_INT, 0, WORLD);
    MPI_Scatterv(all, ones, places, MPI_INT, mine, 1, MPI_INT, 0, WORLD);
    MPI_Allgatherv(mine, 1, MPI_INT, all, ones, places, MPI_INT, WORLD);
    MPI_Alltoallv(all, ones, places, MPI_INT, result, ones, places, MPI_INT, WORLD);
    for (int i = 0; i < size; i++) {
        places[i] *= (int)sizeof(int);
    }
    MPI_Alltoallw(all, ones, places, types, result, ones, places, types, WORLD);
    MPI_Reduce(mine, result, 4, MPI_INT, MPI_SUM, 0, WORLD);
    MPI_Allreduce(mine, result, 4, MPI_INT, MPI_MAX, WORLD);
    MPI_Scan(mine, result, 4, MPI_INT, MPI_SUM, WORLD);
    MPI_Exscan(mine, result, 4, MPI_INT, MPI_SUM, WORLD);
    MPI_Reduce_scatter(all, result, counts, MPI_INT, MPI_SUM, WORLD);
    MPI_Reduce_scatter_block(all, result, 1, MPI_INT, MPI_SUM, WORLD);
    MPI_Finalize();
    return 0;
}
