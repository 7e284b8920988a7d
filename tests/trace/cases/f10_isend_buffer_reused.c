/* WRONG. The root fills one small buffer in a loop and MPI_Isends it to each worker, waiting for all at the end: the
 * buffer is overwritten while earlier sends may not have left. Works by luck for small messages.
 * Expect: send_buffer_changed / buffer_in_use at the second MPI_Isend.
 * expect: send_buffer_changed buffer_in_use
 * says: was changed before
 * ranks: 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        MPI_Request reqs[64];
        int range[2];
        for (int w = 1; w < size; w++) {
            range[0] = (w - 1) * 10;
            range[1] = w * 10;
            MPI_Isend(range, 2, MPI_INT, w, 5, MPI_COMM_WORLD, &reqs[w - 1]);
        }
        MPI_Waitall(size - 1, reqs, MPI_STATUSES_IGNORE);
    } else {
        int range[2];
        MPI_Recv(range, 2, MPI_INT, 0, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("rank %d: %d..%d\n", rank, range[0], range[1]);
    }
    MPI_Finalize();
    return 0;
}
