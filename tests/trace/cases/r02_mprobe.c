/* RIGHT. Messages of unknown length from any source, taken by MPI_Mprobe / MPI_Mrecv and MPI_Improbe / MPI_Imrecv.
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        long total = 0;
        for (int i = 0; i < 2 * (size - 1); i++) {
            MPI_Message m;
            MPI_Status st;
            int n, flag = 0;
            if (i % 2)
                MPI_Mprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &m, &st);
            else
                while (!flag)
                    MPI_Improbe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &flag, &m, &st);
            MPI_Get_count(&st, MPI_INT, &n);
            int *got = malloc(n * sizeof *got);
            if (i % 2) {
                MPI_Mrecv(got, n, MPI_INT, &m, &st);
            } else {
                MPI_Request r;
                MPI_Imrecv(got, n, MPI_INT, &m, &r);
                MPI_Wait(&r, &st);
            }
            for (int k = 0; k < n; k++)
                total += got[k];
            free(got);
        }
        printf("total %ld\n", total);
    } else {
        int x[100];
        for (int i = 0; i < 100; i++)
            x[i] = rank;
        MPI_Send(x, 10 * rank, MPI_INT, 0, 1, MPI_COMM_WORLD);
        MPI_Send(x, 5, MPI_INT, 0, 2, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
