/* Two ranks put into one place in one exposure epoch (12.5.2).
 * expect: window_conflict
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[4] = {0}, value = rank, other = 1 - rank;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);

    MPI_Group all, others;
    int targets[1] = {0}, origins[2] = {1, 2};
    (void)other;
    MPI_Comm_group(WORLD, &all);
    MPI_Group_incl(all, rank == 0 ? 2 : 1, rank == 0 ? origins : targets, &others);
    if (rank == 0) {
        MPI_Win_post(others, 0, window);
        MPI_Win_wait(window);
    } else {
        MPI_Win_start(others, 0, window);
        MPI_Put(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, window); // <- here
        MPI_Win_complete(window);
    }
    MPI_Group_free(&others);
    MPI_Group_free(&all);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
