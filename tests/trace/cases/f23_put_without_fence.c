/* WRONG. Values are put into the neighbour's window after MPI_Win_create with no fence at all; a barrier follows.
 * Expect: outside_epoch: MPI_Put without MPI_Win_fence / lock / start; a barrier does not complete it.
 * expect: outside_epoch
 * says: MPI_Put
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, box = -1;
    MPI_Win win;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Win_create(&box, sizeof box, sizeof box, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
    MPI_Win_set_errhandler(win, MPI_ERRORS_RETURN);
    MPI_Put(&rank, 1, MPI_INT, (rank + 1) % size, 0, 1, MPI_INT, win);
    MPI_Barrier(MPI_COMM_WORLD);
    printf("rank %d: %d\n", rank, box);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
