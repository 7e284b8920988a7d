/* Sent as MPI_INT, received as MPI_FLOAT (3.3.1).
 * expect: message_type_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    float number;
    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD);
    } else {
        MPI_Recv(&number, 1, MPI_FLOAT, 0, 0, WORLD, IGNORE); // <- here
    }
    MPI_Finalize();
    return 0;
}
