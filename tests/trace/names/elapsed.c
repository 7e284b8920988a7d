/* elapsed WORD - uses the library clock.c: right, "waits" for ever in its record(), or "crashes" there. */
#include <mpi.h>
#include <stdio.h>

double now(void);
void record(int *number, int other);

int main(int argc, char **argv)
{
    int rank, number = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    double start = now();
    MPI_Barrier(MPI_COMM_WORLD);
    double elapsed = now() - start;
    if (argc > 1) {
        record(argv[1][0] == 'w' ? &number : NULL, 1 - rank); /* <- here */
    }
    if (rank == 0) {
        printf("elapsed %f s\n", elapsed);
    }
    MPI_Finalize();
    return 0;
}
