/* The message is longer than its receive allows (3.2.4).
 * expect: truncation
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[8] = {0};
    if (rank == 0) {
        MPI_Send(values, 8, MPI_INT, 1, 0, WORLD);
    } else {
        MPI_Recv(values, 4, MPI_INT, 0, 0, WORLD, IGNORE); // <- here
    }
    MPI_Finalize();
    return 0;
}
