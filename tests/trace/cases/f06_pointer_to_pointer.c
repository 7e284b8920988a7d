/* WRONG. A matrix as double ** with a malloc for each row is broadcast as if it were one block, from m[0] on
 * (big enough to run off the heap's end). Expect: crash inside MPI_Bcast at that line, with a hint that the buffer
 * (count * size bytes) is longer than what was allocated / rows are not contiguous.
 * expect: crashed
 * says: in MPI_Bcast
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROWS = 3000, COLS = 40 };

int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    double **m = malloc(ROWS * sizeof *m);
    for (int i = 0; i < ROWS; i++) {
        m[i] = malloc(COLS * sizeof **m);
        for (int j = 0; j < COLS; j++)
            m[i][j] = rank == 0 ? i * COLS + j : -1;
    }
    MPI_Bcast(m[0], ROWS * COLS, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    int wrong = 0;
    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < COLS; j++)
            wrong += m[i][j] != i * COLS + j;
    printf("rank %d: %d wrong\n", rank, wrong);
    for (int i = 0; i < ROWS; i++)
        free(m[i]);
    free(m);
    MPI_Finalize();
    return 0;
}
