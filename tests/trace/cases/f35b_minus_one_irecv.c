/* WRONG. As before, but receives first: rank 0 posts MPI_Irecv from "-1" = MPI_ANY_SOURCE, sends are guarded. The
 * receive is never matched, MPI_Waitall hangs. Expect: deadlock on rank 0: waits for any source (-1); MPI_PROC_NULL.
 * expect: deadlock
 * says: give MPI_PROC_NULL
 * ranks: 2 4
 * only: openmpi (in MPICH -1 is MPI_PROC_NULL)
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size;
    double ghost = 0, edge;
    MPI_Request r[2] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL};
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = rank - 1, right = rank + 1;
    edge = rank;
    MPI_Irecv(&ghost, 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, &r[0]);
    if (right < size)
        MPI_Isend(&edge, 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD, &r[1]);
    MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
    printf("rank %d: %g\n", rank, ghost);
    MPI_Finalize();
    return 0;
}
