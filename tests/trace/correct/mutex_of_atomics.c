/* A lock made of compare-and-swap keeps the ranks apart: no call shows the order.
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    MPI_Win_lock_all(0, window);
    for (int i = 0; i < 5; i++) {
        int zero = 0, one = 1, old = 1;
        while (old != 0) {
            MPI_Compare_and_swap(&one, &zero, &old, MPI_INT, 0, 0, window);
            MPI_Win_flush(0, window);
        }
        MPI_Get(&value, 1, MPI_INT, 0, 5, 1, MPI_INT, window);
        MPI_Win_flush(0, window);
        value++;
        MPI_Put(&value, 1, MPI_INT, 0, 5, 1, MPI_INT, window);
        MPI_Win_flush(0, window);
        MPI_Accumulate(&zero, 1, MPI_INT, 0, 0, 1, MPI_INT, MPI_REPLACE, window);
        MPI_Win_flush(0, window);
    }
    MPI_Win_unlock_all(window);
    (void)next;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
