/* Ranks that load and store in each other's part of a shared window, in turn.
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int *own, *other, unit;
    MPI_Aint bytes;
    MPI_Win window;
    MPI_Win_allocate_shared(4, 4, MPI_INFO_NULL, WORLD, &own, &window);
    MPI_Win_lock_all(MPI_MODE_NOCHECK, window);
    *own = rank;
    MPI_Win_sync(window);
    MPI_Barrier(WORLD);
    MPI_Win_sync(window);
    MPI_Win_shared_query(window, (rank + 1) % size, &bytes, &unit, &other);
    if (*other != (rank + 1) % size) {
        abort();
    }
    MPI_Barrier(WORLD);
    MPI_Win_unlock_all(window);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
