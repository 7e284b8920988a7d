/* Atomic operations of one rank on one place are done in order (12.7.2).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[8] = {0}, value = rank + 1;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);

    int zero = 0, old;
    MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, window);
    MPI_Accumulate(&value, 1, MPI_INT, 0, rank, 1, MPI_INT, MPI_SUM, window);
    MPI_Compare_and_swap(&value, &zero, &old, MPI_INT, 0, rank, window);
    MPI_Accumulate(&value, 1, MPI_INT, 0, rank, 1, MPI_INT, MPI_REPLACE, window);
    MPI_Win_unlock(0, window);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
