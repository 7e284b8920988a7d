/* Counts that differ, after which one rank asks again and again for what never comes: nobody waits in a circle.
 * expect: count_mismatch
 * says: 4 x MPI_INT
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    int values[4] = {0}, all[8] = {0}, flag = 0;
    begin(&argc, &argv);
    MPI_Gather(values, rank == 1 ? 0 : 4, MPI_INT, all, 4, MPI_INT, 0, WORLD); // <- here
    while (rank == 1 && !flag) {
        MPI_Iprobe(0, 4, WORLD, &flag, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
