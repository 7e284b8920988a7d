/* Locks of several targets at a time, one after the other, and again.
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[8] = {0}, value = rank + 1;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);

    for (int i = 0; i < 3; i++) {
        for (int t = 0; t < size; t++) {
            MPI_Win_lock(MPI_LOCK_SHARED, t, 0, window);
        }
        for (int t = 0; t < size; t++) {
            MPI_Put(&value, 1, MPI_INT, t, rank, 1, MPI_INT, window);
            MPI_Win_unlock(t, window);
        }
    }
    MPI_Win_fence(MPI_MODE_NOSUCCEED, window);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
