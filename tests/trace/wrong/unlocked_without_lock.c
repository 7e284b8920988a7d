/* A window is unlocked that was not locked.
 * limit: 4
 * expect: epoch_order
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[4] = {0}, value = rank, other = 1 - rank;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);

    (void)value;
    MPI_Win_unlock(other, window); // <- here
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
