/* WRONG. Rank 0 reads how many darts to throw and broadcasts inside if (rank == 0); the others go on to the
 * reduction with what they have. Expect: collective_missing/mismatch: rank 0 in MPI_Bcast, others in MPI_Reduce,
 * with a hint that the broadcast must be called by all ranks.
 * expect: collective_mismatch
 * says: rank 0 is in MPI_Bcast
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank;
    long darts = 1000, hits = 0, all = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        darts = 5000;
        MPI_Bcast(&darts, 1, MPI_LONG, 0, MPI_COMM_WORLD);
    }
    srand(rank + 1);
    for (long i = 0; i < darts; i++) {
        double x = rand() / (double)RAND_MAX, y = rand() / (double)RAND_MAX;
        hits += x * x + y * y < 1;
    }
    MPI_Reduce(&hits, &all, 1, MPI_LONG, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0)
        printf("%ld hits\n", all);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
