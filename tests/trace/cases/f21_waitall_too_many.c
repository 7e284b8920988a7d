/* WRONG. Ranks at the ends have one neighbour only, fill two of four requests, and wait for four: the others are
 * whatever lay on the heap. Expect: invalid_call: requests 2 and 3 of MPI_Waitall on rank 0 were never set.
 * expect: invalid_call
 * says: request 2 of 4 is none that is pending
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    int rank, size;
    double out[2] = {1, 2}, in[2];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Request *reqs = malloc(4 * sizeof *reqs);
    memset(reqs, 0x5a, 4 * sizeof *reqs); /* what a reused heap block looks like */
    int n = 0;
    if (rank > 0) {
        MPI_Irecv(&in[0], 1, MPI_DOUBLE, rank - 1, 0, MPI_COMM_WORLD, &reqs[n++]);
        MPI_Isend(&out[0], 1, MPI_DOUBLE, rank - 1, 0, MPI_COMM_WORLD, &reqs[n++]);
    }
    if (rank < size - 1) {
        MPI_Irecv(&in[1], 1, MPI_DOUBLE, rank + 1, 0, MPI_COMM_WORLD, &reqs[n++]);
        MPI_Isend(&out[1], 1, MPI_DOUBLE, rank + 1, 0, MPI_COMM_WORLD, &reqs[n++]);
    }
    MPI_Waitall(4, reqs, MPI_STATUSES_IGNORE);
    printf("rank %d done\n", rank);
    free(reqs);
    MPI_Finalize();
    return 0;
}
