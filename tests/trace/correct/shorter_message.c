/* A message may be shorter than its receive (3.2.4).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[100] = {0};
    if (rank == 0) {
        MPI_Send(values, 3, MPI_INT, 1, 0, WORLD);
    } else {
        MPI_Recv(values, 100, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
