/* WRONG. All ranks read n from the keyboard; only rank 0 has one, the others keep n = 0 (scanf fails) and reduce n
 * numbers. Expect: count_mismatch in MPI_Reduce: rank 0 has 5, the others 0. Run: echo 5 | ...
 * expect: count_mismatch
 * says: all ranks must give the same count
 * input: 5
 * ranks: 2 4
 * only: openmpi (MPICH lets the others wait for a key for ever)
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, n = 0;
    double x[100] = {0}, sum[100];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (scanf("%d", &n) != 1)
        n = 0;
    for (int i = 0; i < n; i++)
        x[i] = rank + i;
    MPI_Reduce(x, sum, n, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0)
        printf("n = %d, sum[0] = %g\n", n, sum[0]);
    MPI_Finalize();
    return 0;
}
