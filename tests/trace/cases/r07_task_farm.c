/* RIGHT. Dynamic task farm: results from any source with tags for work and stop, work of varying length.
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

enum { WORK = 1, STOP, RESULT, TASKS = 60 };

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        int next = 0, busy = 0;
        double sum = 0, r;
        for (int w = 1; w < size; w++, busy++, next++)
            MPI_Send(&next, 1, MPI_INT, w, WORK, MPI_COMM_WORLD);
        while (busy > 0) {
            MPI_Status st;
            MPI_Recv(&r, 1, MPI_DOUBLE, MPI_ANY_SOURCE, RESULT, MPI_COMM_WORLD, &st);
            sum += r;
            if (next < TASKS) {
                MPI_Send(&next, 1, MPI_INT, st.MPI_SOURCE, WORK, MPI_COMM_WORLD);
                next++;
            } else {
                MPI_Send(NULL, 0, MPI_INT, st.MPI_SOURCE, STOP, MPI_COMM_WORLD);
                busy--;
            }
        }
        printf("sum %g\n", sum);
    } else {
        for (;;) {
            int t;
            MPI_Status st;
            MPI_Recv(&t, 1, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &st);
            if (st.MPI_TAG == STOP)
                break;
            double s = 0;
            for (int i = 0; i < 1000 * (t % 7 + 1); i++)
                s += 1.0 / (i + t + 1);
            MPI_Send(&s, 1, MPI_DOUBLE, 0, RESULT, MPI_COMM_WORLD);
        }
    }
    MPI_Finalize();
    return 0;
}
