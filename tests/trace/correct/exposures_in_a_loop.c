/* MPI_Win_post and MPI_Win_start again and again: each put comes into an exposure of its own.
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    MPI_Group world, origin, target;
    int last = (rank + size - 1) % size;
    MPI_Comm_group(WORLD, &world);
    MPI_Group_incl(world, 1, &next, &target);
    MPI_Group_incl(world, 1, &last, &origin);
    for (int i = 0; i < 20; i++) {
        int own = i;
        MPI_Win_post(origin, 0, window);
        MPI_Win_start(target, 0, window);
        MPI_Put(&own, 1, MPI_INT, next, 3, 1, MPI_INT, window);
        MPI_Win_complete(window);
        MPI_Win_wait(window);
        MPI_Sendrecv(&memory[3], 1, MPI_INT, next, 0, &value, 1, MPI_INT, last, 0, WORLD, IGNORE);
    }
    MPI_Group_free(&target);
    MPI_Group_free(&origin);
    MPI_Group_free(&world);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
