/* MPI_Put outside of any epoch (12.5).
 * expect: outside_epoch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[4] = {0}, value = rank, other = 1 - rank;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);

    MPI_Put(&value, 1, MPI_INT, other, 0, 1, MPI_INT, window); // <- here
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
