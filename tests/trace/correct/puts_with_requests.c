/* MPI_Rput and MPI_Rget in a passive epoch.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[8] = {0}, value = rank + 1;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);

    MPI_Request requests[2];
    int in = 0;
    MPI_Win_lock_all(0, window);
    MPI_Rput(&value, 1, MPI_INT, 1 - rank, 0, 1, MPI_INT, window, &requests[0]);
    MPI_Rget(&in, 1, MPI_INT, 1 - rank, 1, 1, MPI_INT, window, &requests[1]);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Win_unlock_all(window);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
