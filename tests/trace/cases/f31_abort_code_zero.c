/* WRONG. On bad input rank 0 calls MPI_Abort(MPI_COMM_WORLD, 0): the job looks as if it had succeeded in scripts.
 * Expect: aborted at that line, with code 0 (a word that 0 means success would be ideal).
 * expect: aborted
 * says: that all went well
 * ranks: 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int elements = 2;
    if (rank == 0 && size > elements) {
        printf("more processes than elements\n");
        MPI_Abort(MPI_COMM_WORLD, 0);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
