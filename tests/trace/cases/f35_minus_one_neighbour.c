/* WRONG. At the rim -1 is used for "no neighbour" (as MPICH's MPI_PROC_NULL is): with Open MPI -1 is MPI_ANY_SOURCE.
 * Expect: invalid_call: destination -1, with MPI_PROC_NULL as the remedy.
 * expect: invalid_call
 * says: the destination is -1
 * ranks: 2 4
 * more: 3 8
 * only: openmpi (in MPICH -1 is MPI_PROC_NULL) */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size;
    double left_ghost = 0, right_edge;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = rank > 0 ? rank - 1 : -1, right = rank < size - 1 ? rank + 1 : -1;
    right_edge = rank;
    MPI_Sendrecv(&right_edge, 1, MPI_DOUBLE, right, 0, &left_ghost, 1, MPI_DOUBLE, left, 0,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    printf("rank %d: %g\n", rank, left_ghost);
    MPI_Finalize();
    return 0;
}
