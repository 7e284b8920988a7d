/* A rank puts from memory of its window that another rank puts into, in the same epoch.
 * expect: window_conflict
 * says: writes memory of rank 0's window that MPI_Put
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    MPI_Win_fence(0, window);
    if (rank == 0) {
        MPI_Put(&memory[3], 1, MPI_INT, 1, 0, 1, MPI_INT, window); // <- here
    } else {
        MPI_Put(&value, 1, MPI_INT, 0, 3, 1, MPI_INT, window); // <- here
    }
    MPI_Win_fence(0, window);
    (void)next;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
