/* Two ranks put to one place in each of several exposures.
 * expect: window_conflict
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    MPI_Group world, others;
    int origins[2] = {1, 2}, target = 0;
    MPI_Comm_group(WORLD, &world);
    MPI_Group_incl(world, rank == 0 ? 2 : 1, rank == 0 ? origins : &target, &others);
    for (int i = 0; i < 3; i++) {
        if (rank == 0) {
            MPI_Win_post(others, 0, window);
            MPI_Win_wait(window);
        } else {
            MPI_Win_start(others, 0, window);
            MPI_Put(&value, 1, MPI_INT, 0, 1, 1, MPI_INT, window); // <- here
            MPI_Win_complete(window);
        }
    }
    MPI_Group_free(&others);
    MPI_Group_free(&world);
    (void)next;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
