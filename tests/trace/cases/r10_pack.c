/* RIGHT. MPI_Pack / MPI_Unpack; a packed message received as the types in it, and typed data received as MPI_PACKED.
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, n = 3, pos = 0, size;
    double x[3] = {1, 2, 3};
    char box[200];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Pack(&n, 1, MPI_INT, box, sizeof box, &pos, MPI_COMM_WORLD);
        MPI_Pack(x, 3, MPI_DOUBLE, box, sizeof box, &pos, MPI_COMM_WORLD);
        MPI_Send(box, pos, MPI_PACKED, 1, 0, MPI_COMM_WORLD);
        pos = 0;
        MPI_Pack(x, 3, MPI_DOUBLE, box, sizeof box, &pos, MPI_COMM_WORLD);
        MPI_Send(box, pos, MPI_PACKED, 1, 1, MPI_COMM_WORLD);
        MPI_Send(x, 3, MPI_DOUBLE, 1, 2, MPI_COMM_WORLD);
    } else if (rank == 1) {
        MPI_Pack_size(20, MPI_DOUBLE, MPI_COMM_WORLD, &size);
        MPI_Recv(box, sizeof box, MPI_PACKED, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Unpack(box, sizeof box, &pos, &n, 1, MPI_INT, MPI_COMM_WORLD);
        MPI_Unpack(box, sizeof box, &pos, x, n, MPI_DOUBLE, MPI_COMM_WORLD);
        MPI_Recv(x, 3, MPI_DOUBLE, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Recv(box, sizeof box, MPI_PACKED, 0, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("%d %g %d\n", n, x[2], size);
    }
    MPI_Finalize();
    return 0;
}
