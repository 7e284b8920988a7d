/* WRONG. Two ranks swap big vectors: both send, then both receive. Works for small vectors, hangs for large.
 * Expect: deadlock, both in MPI_Send at the same line; the sends wait for receives posted later.
 * expect: deadlock
 * says: MPI_Send
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, size, n = argc > 1 ? atoi(argv[1]) : 200000;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    double *mine = malloc(n * sizeof *mine), *theirs = malloc(n * sizeof *theirs);
    for (int i = 0; i < n; i++)
        mine[i] = rank;
    int partner = rank ^ 1;
    if (partner < size) {
        MPI_Send(mine, n, MPI_DOUBLE, partner, 0, MPI_COMM_WORLD);
        MPI_Recv(theirs, n, MPI_DOUBLE, partner, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("rank %d got %g\n", rank, theirs[0]);
    }
    free(mine);
    free(theirs);
    MPI_Finalize();
    return 0;
}
