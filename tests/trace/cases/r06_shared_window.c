/* RIGHT. A window in shared memory, written and read directly between barriers with MPI_Win_sync under lock_all.
 * Expect: nothing found.
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, unit;
    MPI_Aint bytes;
    MPI_Comm node;
    MPI_Win win;
    int *mine, *theirs;
    MPI_Init(&argc, &argv);
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &node);
    MPI_Comm_rank(node, &rank);
    MPI_Comm_size(node, &size);
    MPI_Win_allocate_shared(4 * sizeof(int), sizeof(int), MPI_INFO_NULL, node, &mine, &win);
    MPI_Win_shared_query(win, (rank + 1) % size, &bytes, &unit, &theirs);
    MPI_Win_lock_all(MPI_MODE_NOCHECK, win);
    for (int k = 0; k < 10; k++) {
        mine[0] = rank + k;
        MPI_Win_sync(win);
        MPI_Barrier(node);
        MPI_Win_sync(win);
        if (theirs[0] != (rank + 1) % size + k)
            printf("wrong\n");
        MPI_Barrier(node);
    }
    MPI_Win_unlock_all(win);
    if (rank == 0)
        printf("done, %ld bytes\n", (long)bytes);
    MPI_Win_free(&win);
    MPI_Comm_free(&node);
    MPI_Finalize();
    return 0;
}
