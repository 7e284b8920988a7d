/* WRONG. MPI_Send(buf, sizeof(buf), MPI_BYTE) where buf is a pointer: 8 bytes leave, the receiver expects 4000 and does
 * not look at the count. Expect (ideal): a note: received 8 of 4000 bytes at ..., and the status is ignored.
 * expect: short_message
 * severity: note
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, n = 1000;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    int *buf = calloc(n, sizeof *buf);
    if (rank == 0) {
        for (int i = 0; i < n; i++)
            buf[i] = i + 1;
        MPI_Send(buf, sizeof(buf), MPI_BYTE, 1, 0, MPI_COMM_WORLD);
    } else if (rank == 1) {
        MPI_Recv(buf, n * sizeof(int), MPI_BYTE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("%d %d ... %d\n", buf[0], buf[1], buf[n - 1]);
    }
    free(buf);
    MPI_Finalize();
    return 0;
}
