/* Linked into mandelbrot, puts the shared counter farther away than it is on one machine. What
 * MPILAB_COUNTER says happens to the calls that read it:
 *
 *     late     the library makes no progress while rank 0 computes: the first call of every other
 *              rank takes until rank 0 has no more rows to do
 *     nobody   they go to a rank that does not exist
 */
#include <mpi.h>
#include <stdlib.h>
#include <string.h>

enum { TAG = 99 };

static int is(const char *what)
{
    const char *asked = getenv("MPILAB_COUNTER");
    return asked != NULL && strcmp(asked, what) == 0;
}

int MPI_Fetch_and_op(const void *added, void *before, MPI_Datatype type, int target, MPI_Aint place,
                     MPI_Op operation, MPI_Win window)
{
    static int has_waited;
    int rank, size;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (is("late") && rank != target && !has_waited) {
        has_waited = 1;
        PMPI_Recv(NULL, 0, MPI_BYTE, target, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    target = is("nobody") ? size : target;
    return PMPI_Fetch_and_op(added, before, type, target, place, operation, window);
}

int MPI_Win_unlock_all(MPI_Win window)
{
    int rank, size;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int r = 1; is("late") && rank == 0 && r < size; r++) {
        PMPI_Send(NULL, 0, MPI_BYTE, r, TAG, MPI_COMM_WORLD);
    }
    return PMPI_Win_unlock_all(window);
}
