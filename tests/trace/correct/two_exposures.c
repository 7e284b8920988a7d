/* Two ranks put into one place, in two exposure epochs.
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[8] = {0}, value = rank + 1;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);

    MPI_Group all, other;
    MPI_Comm_group(WORLD, &all);
    for (int origin = 1; origin < 3; origin++) {
        int zero = 0;
        MPI_Group_incl(all, 1, rank == 0 ? &origin : &zero, &other);
        if (rank == 0) {
            MPI_Win_post(other, 0, window);
            MPI_Win_wait(window);
        } else if (rank == origin) {
            MPI_Win_start(other, 0, window);
            MPI_Put(&value, 1, MPI_INT, 0, 0, 1, MPI_INT, window);
            MPI_Win_complete(window);
        }
        MPI_Group_free(&other);
    }
    MPI_Group_free(&all);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
