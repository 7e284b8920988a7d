/* A rank sends memory of its window while another rank may put into it.
 * expect: window_conflict
 * says: reads there (rank 0)
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    MPI_Group world, other;
    int peer = 1 - rank;
    MPI_Comm_group(WORLD, &world);
    MPI_Group_incl(world, 1, &peer, &other);
    if (rank == 0) {
        MPI_Win_post(other, 0, window);
        MPI_Send(memory, 1, MPI_INT, 1, 0, WORLD); // <- here
        MPI_Win_wait(window);
    } else {
        MPI_Win_start(other, 0, window);
        MPI_Put(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, window); // <- here
        MPI_Win_complete(window);
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Group_free(&other);
    MPI_Group_free(&world);
    (void)next;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
