/* MPI_Win_flush_local says nothing of the target: after the barrier the value may not be there.
 * expect: window_conflict
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    MPI_Win_lock_all(0, window);
    if (rank == 0) {
        MPI_Put(&value, 1, MPI_INT, 1, 0, 1, MPI_INT, window); // <- here
        MPI_Win_flush_local(1, window);
    }
    MPI_Barrier(WORLD);
    if (rank == 1) {
        MPI_Get(&value, 1, MPI_INT, 1, 0, 1, MPI_INT, window); // <- here
    }
    MPI_Win_unlock_all(window);
    (void)next;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
