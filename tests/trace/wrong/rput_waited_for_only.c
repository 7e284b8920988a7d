/* MPI_Wait after MPI_Rput says nothing of the target.
 * expect: window_conflict
 * says: writes memory of rank
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    MPI_Request request;
    int seen;
    MPI_Win_lock_all(0, window);
    MPI_Rput(&value, 1, MPI_INT, next, 0, 1, MPI_INT, window, &request); // <- here
    MPI_Wait(&request, IGNORE);
    MPI_Get(&seen, 1, MPI_INT, next, 0, 1, MPI_INT, window); // <- here
    MPI_Win_unlock_all(window);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
