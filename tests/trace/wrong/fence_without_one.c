/* A fence that one rank leaves out.
 * expect: collective_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[4] = {0}, value = rank, other = 1 - rank;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);

    (void)other, (void)value;
    MPI_Win_fence(0, window);
    if (rank == 0) {
        MPI_Win_fence(0, window); // <- here
    }
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
