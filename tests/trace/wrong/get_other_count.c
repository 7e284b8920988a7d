/* Four numbers at the origin, two at the target.
 * expect: count_mismatch
 * says: 4 x MPI_INT on the origin's side
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    int own[4];
    MPI_Win_fence(0, window);
    MPI_Get(own, 4, MPI_INT, next, 0, 2, MPI_INT, window); // <- here
    MPI_Win_fence(0, window);
    (void)value;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
