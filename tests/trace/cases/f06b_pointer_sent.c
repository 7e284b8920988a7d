/* WRONG. The classic: MPI_Send(m, rows*cols, MPI_DOUBLE) where m is double **: sends the row pointers, and what lies
 * behind them; the receiver's row pointers are overwritten by those of another process, and it crashes on use.
 * Expect: crash on rank 1 at the line of use, and a word that the receive has overwritten m.
 * expect: crashed
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, rows = 8, cols = 4;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    double **m = malloc(rows * sizeof *m);
    for (int i = 0; i < rows; i++) {
        m[i] = calloc(cols, sizeof **m);
        m[i][0] = rank == 0 ? i : -1;
    }
    if (rank == 0)
        MPI_Send(m, rows * cols, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD);
    if (rank == 1) {
        MPI_Recv(m, rows * cols, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (int i = 0; i < rows; i++)
            printf("row %d starts with %g\n", i, m[i][0]);
    }
    MPI_Finalize();
    return 0;
}
