/* An atomic access and one that is not, to the same place.
 * expect: window_conflict
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    int seen;
    MPI_Win_lock_all(0, window);
    if (rank == 0) {
        MPI_Fetch_and_op(&value, &seen, MPI_INT, 1, 0, MPI_SUM, window); // <- here
    } else {
        MPI_Put(&value, 1, MPI_INT, 1, 0, 1, MPI_INT, window); // <- here
    }
    MPI_Win_unlock_all(window);
    (void)next;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
