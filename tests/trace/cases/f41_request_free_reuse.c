/* WRONG. "Fire and forget": MPI_Isend, MPI_Request_free, and the buffer is changed at once; nobody can know when the
 * message has left. Expect: request_freed_active with the line, and that the buffer is reused.
 * expect: request_freed_active
 * ranks: 2 4
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
        int job = 0;
        for (int w = 1; w < size; w++) {
            MPI_Request req;
            job = w * 7;
            MPI_Isend(&job, 1, MPI_INT, w, 0, MPI_COMM_WORLD, &req);
            MPI_Request_free(&req);
        }
    } else {
        int job;
        MPI_Recv(&job, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("rank %d: job %d\n", rank, job);
    }
    MPI_Finalize();
    return 0;
}
