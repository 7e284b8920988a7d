/* Many messages with one tag arrive in order (3.5).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    double values[10] = {0};
    for (int i = 1; i < 10; i++) {
        if (rank == 0) {
            MPI_Send(values, i, MPI_DOUBLE, 1, 0, WORLD);
        } else {
            MPI_Recv(values, i, MPI_DOUBLE, 0, 0, WORLD, IGNORE);
        }
    }
    MPI_Finalize();
    return 0;
}
