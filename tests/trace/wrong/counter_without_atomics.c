/* A counter is read and written under shared locks, so often that the records keep the end only.
 * expect: window_conflict
 * says: access the same memory of rank 0 under shared locks
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    MPI_Win_lock_all(0, window);
    for (int i = 0; i < 6000; i++) {
        MPI_Get(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, window); // <- here
        MPI_Win_flush(0, window);
        value++;
        MPI_Put(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, window); // <- here
        MPI_Win_flush(0, window);
    }
    MPI_Win_unlock_all(window);
    (void)next;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
