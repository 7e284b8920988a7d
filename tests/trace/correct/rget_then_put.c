/* What MPI_Rget has brought may be put back after MPI_Wait, or after a flush.
 * ranks: 2 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    MPI_Request request;
    int seen, own = 3;
    MPI_Win_lock_all(0, window);
    MPI_Rget(&seen, 1, MPI_INT, next, 0, 1, MPI_INT, window, &request);
    MPI_Wait(&request, IGNORE);
    seen++;
    MPI_Put(&seen, 1, MPI_INT, next, 0, 1, MPI_INT, window);
    MPI_Win_flush(next, window);
    MPI_Rget(&value, 1, MPI_INT, next, 0, 1, MPI_INT, window, &request);
    MPI_Win_flush(next, window);
    MPI_Put(&own, 1, MPI_INT, next, 0, 1, MPI_INT, window);
    MPI_Wait(&request, IGNORE);
    MPI_Win_flush_all(window);
    MPI_Get(&own, 1, MPI_INT, next, 0, 1, MPI_INT, window);
    MPI_Win_flush_local(next, window);
    MPI_Put(&own, 1, MPI_INT, next, 0, 1, MPI_INT, window);
    MPI_Win_unlock_all(window);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
