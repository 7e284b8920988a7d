/* WRONG. Each step MPI_Isends to the neighbour into the same request variable and never waits: requests pile up.
 * Expect: request_never_completed, at the MPI_Isend, with how many.
 * expect: request_never_completed
 * says: is never completed
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, token, mine[20];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int step = 0; step < 20; step++) {
        MPI_Request req;
        mine[step] = rank * 100 + step;
        MPI_Isend(&mine[step], 1, MPI_INT, (rank + 1) % size, step, MPI_COMM_WORLD, &req);
        MPI_Recv(&token, 1, MPI_INT, (rank + size - 1) % size, step, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    }
    printf("rank %d: last %d\n", rank, token);
    MPI_Finalize();
    return 0;
}
