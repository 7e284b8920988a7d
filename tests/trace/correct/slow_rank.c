/* A rank computes for long while the other waits.
 * ranks: 2 8 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    if (rank == 0) {
        double end = MPI_Wtime() + 3;
        volatile double x = 0;
        while (MPI_Wtime() < end) {
            for (int i = 0; i < 1000000; i++) {
                x = x + 1;
            }
        }
        MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD);
    } else if (rank == 1) {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Barrier(WORLD);
    MPI_Finalize();
    return 0;
}
