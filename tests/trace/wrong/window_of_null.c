/* A window of memory that is NULL.
 * expect: invalid_call
 * says: the window's memory is NULL, though its size is 64 bytes
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Win window;
    MPI_Win_create(NULL, 64, 1, MPI_INFO_NULL, WORLD, &window); // <- here
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
