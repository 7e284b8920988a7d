/* WRONG. An iteration ends on each rank when its own residual is small: ranks leave the loop with the halo exchange and
 * the allreduce after different numbers of steps. Expect: collective_mismatch (step 7: rank 0 in MPI_Barrier, others in
 * MPI_Allreduce) with the counts or "the 7th call".
 * expect: collective_mismatch
 * says: MPI_Barrier
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, steps = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    double mine = 1 + rank, all;
    while (mine > 1e-2) {
        mine /= 2;
        MPI_Allreduce(&mine, &all, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
        steps++;
    }
    printf("rank %d: %d steps\n", rank, steps);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
