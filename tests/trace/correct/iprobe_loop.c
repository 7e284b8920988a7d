/* MPI_Iprobe until a message is there.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0, flag = 0;
    if (rank == 0) {
        usleep(50000);
        MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD);
    } else {
        while (!flag) {
            MPI_Iprobe(0, 0, WORLD, &flag, IGNORE);
        }
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
