/* A buffer that is NULL, and something to send (5.1.5).
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value;
    if (rank == 0) {
        MPI_Send(NULL, 1, MPI_INT, 1, 0, WORLD); // <- here
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
