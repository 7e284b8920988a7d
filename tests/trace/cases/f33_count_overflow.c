/* WRONG. A byte count in size_t of 3 GB is passed as int: negative. Expect: invalid_call: count -1073741824, with the
 * guess that a number beyond 2^31 did not fit (use a larger type, several messages, or the _c functions).
 * expect: invalid_call
 * says: the count is -1073741824
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    static char some[16];
    int rank;
    size_t bytes = 3UL << 30;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(some, bytes, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
    else if (rank == 1)
        MPI_Recv(some, bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    printf("rank %d done\n", rank);
    MPI_Finalize();
    return 0;
}
