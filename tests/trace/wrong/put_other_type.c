/* Floats at the origin, integers at the target.
 * expect: type_mismatch
 * says: 2 x MPI_FLOAT on the origin's side, but 2 x MPI_INT on the target's
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    float own[2] = {0};
    MPI_Win_fence(0, window);
    MPI_Put(own, 2, MPI_FLOAT, next, 0, 2, MPI_INT, window); // <- here
    MPI_Win_fence(0, window);
    (void)value;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
