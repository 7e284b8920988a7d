/* Memory that is attached to a window, and found by its address.
 * ranks: 2 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[4] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Aint own, all[16];
    MPI_Win window;
    MPI_Win_create_dynamic(MPI_INFO_NULL, WORLD, &window);
    MPI_Win_attach(window, memory, sizeof memory);
    MPI_Get_address(memory, &own);
    MPI_Allgather(&own, 1, MPI_AINT, all, 1, MPI_AINT, WORLD);
    MPI_Win_fence(0, window);
    MPI_Put(&value, 1, MPI_INT, next, all[next], 1, MPI_INT, window);
    MPI_Win_fence(0, window);
    MPI_Bcast(memory, 1, MPI_INT, 0, WORLD);
    MPI_Barrier(WORLD);
    MPI_Win_detach(window, memory);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
