/* WRONG. The last rank takes the remainder and passes a larger receive count to MPI_Scatter; the root sends equal
 * parts. Expect: count_mismatch: rank 3 expects 4, the root sends 2; use MPI_Scatterv.
 * expect: count_mismatch
 * says: MPI_Scatterv
 * ranks: 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, n = 10, data[10] = {0}, part[10] = {0};
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < n; i++)
        data[i] = i + 1;
    int mine = n / size + (rank == size - 1 ? n % size : 0);
    MPI_Scatter(data, n / size, MPI_INT, part, mine, MPI_INT, 0, MPI_COMM_WORLD);
    for (int i = 0; i < mine; i++)
        printf("rank %d has %d\n", rank, part[i]);
    MPI_Finalize();
    return 0;
}
