/* A window is freed while it is locked (12.5.3).
 * expect: epoch_open
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[4] = {0}, value = rank, other = 1 - rank;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);

    if (rank == 0) {
        MPI_Win_lock(MPI_LOCK_SHARED, 1, 0, window); // <- here
        MPI_Put(&value, 1, MPI_INT, other, 0, 1, MPI_INT, window);
    }
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
