/* WRONG. Greetings are sent with their whole length, the receiver has room for 20 characters.
 * Expect: truncation: 33 bytes sent at ..., room for 20 at ...
 * expect: truncation
 * says: has 34 bytes, more than the 20
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        char text[20];
        for (int r = 1; r < size; r++) {
            MPI_Recv(text, 20, MPI_CHAR, r, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            printf("%s\n", text);
        }
    } else {
        char text[80];
        snprintf(text, sizeof text, "greetings to all from rank %d of %d", rank, size);
        MPI_Send(text, strlen(text) + 1, MPI_CHAR, 0, 0, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
