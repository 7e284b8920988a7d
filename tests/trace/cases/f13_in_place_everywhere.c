/* WRONG. MPI_IN_PLACE as send buffer of MPI_Reduce on all ranks, as it works with MPI_Allreduce.
 * Expect: invalid_call: MPI_IN_PLACE only at the root of MPI_Reduce; the others pass their data as the send buffer.
 * expect: invalid_call
 * says: is for the root only
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    double energy = rank + 0.5;
    MPI_Reduce(MPI_IN_PLACE, &energy, 1, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0)
        printf("energy %g\n", energy);
    MPI_Finalize();
    return 0;
}
