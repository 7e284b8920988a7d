/* Two ranks put into the same place between two fences (12.7).
 * expect: window_conflict
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[4] = {0}, value = rank, other = 1 - rank;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);

    MPI_Win_fence(0, window);
    if (rank != 0) {
        MPI_Put(&value, 1, MPI_INT, 0, 1, 1, MPI_INT, window); // <- here
    }
    MPI_Win_fence(0, window);
    (void)other;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
