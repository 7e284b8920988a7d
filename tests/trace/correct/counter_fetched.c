/* A counter that is fetched and added to at once.
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    int one = 1;
    MPI_Win_lock_all(0, window);
    for (value = 0; value < 200;) {
        MPI_Fetch_and_op(&one, &value, MPI_INT, 0, 0, MPI_SUM, window);
        MPI_Win_flush(0, window);
    }
    MPI_Win_unlock_all(window);
    (void)next;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
