/* A window is locked twice (12.5.3).
 * limit: 4
 * expect: epoch_order
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[4] = {0}, value = rank, other = 1 - rank;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);

    (void)value;
    MPI_Win_lock(MPI_LOCK_SHARED, other, 0, window);
    MPI_Win_lock(MPI_LOCK_SHARED, other, 0, window); // <- here
    MPI_Win_unlock(other, window);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
