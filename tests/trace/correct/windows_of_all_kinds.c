/* Allocated, shared and dynamic windows.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int *memory, *shared, value = rank;
    MPI_Win a, b, c;
    MPI_Win_allocate(64, 4, MPI_INFO_NULL, WORLD, &memory, &a);
    MPI_Win_allocate_shared(64, 4, MPI_INFO_NULL, WORLD, &shared, &b);
    MPI_Win_create_dynamic(MPI_INFO_NULL, WORLD, &c);
    MPI_Win_attach(c, &value, sizeof value);
    MPI_Win_fence(0, a);
    MPI_Put(&value, 1, MPI_INT, 1 - rank, 2, 1, MPI_INT, a);
    MPI_Win_fence(0, a);
    MPI_Barrier(WORLD);
    MPI_Win_detach(c, &value);
    MPI_Win_free(&c);
    MPI_Win_free(&b);
    MPI_Win_free(&a);
    MPI_Finalize();
    return 0;
}
