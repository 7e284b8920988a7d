/* WRONG. Rank 0 cannot open its input, says so, calls MPI_Finalize and exit(1), as "clean-up"; the others wait in a
 * broadcast for ever. Expect: deadlock: rank 0 in MPI_Finalize, the others in MPI_Bcast; MPI_Abort is meant.
 * expect: collective_missing
 * says: rank 0 came to MPI_Finalize without it
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, n = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        FILE *f = fopen("/no/such/input.txt", "r");
        if (f == NULL) {
            fprintf(stderr, "cannot open input\n");
            MPI_Finalize();
            exit(1);
        }
        fclose(f);
    }
    MPI_Bcast(&n, 1, MPI_INT, 0, MPI_COMM_WORLD);
    printf("rank %d: n = %d\n", rank, n);
    MPI_Finalize();
    return 0;
}
