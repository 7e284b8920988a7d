/* Memory of a window is sent, put from and received into, where no other rank touches it.
 * ranks: 2 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    for (int i = 0; i < 3; i++) {
        MPI_Win_fence(MPI_MODE_NOPRECEDE, window);
        MPI_Put(&memory[1], 1, MPI_INT, next, 9, 1, MPI_INT, window);
        MPI_Get(&memory[2], 1, MPI_INT, next, 8, 1, MPI_INT, window);
        MPI_Win_fence(MPI_MODE_NOSUCCEED, window);
        MPI_Allreduce(&memory[9], &value, 1, MPI_INT, MPI_SUM, WORLD);
        MPI_Bcast(memory, 16, MPI_INT, 0, WORLD);
    }
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
