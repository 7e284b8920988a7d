/* WRONG. A ring in which every rank MPI_Sends to the right first. Small: luck. With --synchronous or MPI_Ssend: hang.
 * Expect: unsafe_send without --synchronous, deadlock (a cycle over all ranks) with it.
 * expect: unsafe_send
 * says: MPI_Send
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, token, sum = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    token = rank;
    for (int i = 0; i < size; i++) {
        int next;
        MPI_Send(&token, 1, MPI_INT, (rank + 1) % size, 17, MPI_COMM_WORLD);
        MPI_Recv(&next, 1, MPI_INT, (rank + size - 1) % size, 17, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        sum += next;
        token = next;
    }
    printf("rank %d: %d\n", rank, sum);
    MPI_Finalize();
    return 0;
}
