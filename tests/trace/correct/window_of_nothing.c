/* A window without memory, of which only rank 0 has some.
 * ranks: 2 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[4], value = rank, *own = rank == 0 ? memory : NULL;
    MPI_Win window;
    MPI_Win_create(own, rank == 0 ? sizeof memory : 0, sizeof(int), MPI_INFO_NULL, WORLD, &window);
    MPI_Win_fence(0, window);
    MPI_Put(&value, 1, MPI_INT, 0, rank, 1, MPI_INT, window);
    MPI_Put(NULL, 0, MPI_INT, 0, rank, 0, MPI_INT, window);
    MPI_Win_fence(0, window);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
