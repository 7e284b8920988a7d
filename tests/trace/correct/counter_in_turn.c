/* The ranks take turns with a counter, more often than the records keep.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    MPI_Win_lock_all(0, window);
    for (int i = 0; i < 200; i++) {
        for (int k = 0; i % size == rank && k < 25; k++) {
            MPI_Get(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, window);
            MPI_Win_flush(0, window);
            value++;
            MPI_Put(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, window);
            MPI_Win_flush(0, window);
        }
        MPI_Barrier(WORLD);
    }
    MPI_Win_unlock_all(window);
    (void)next;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
