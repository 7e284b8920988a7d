/* Two messages of different lengths, received from any source.
 * expect: message_race
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a[4] = {0};
    if (rank == 0) {
        MPI_Recv(a, 1, MPI_INT, MPI_ANY_SOURCE, 0, WORLD, IGNORE); // <- here
        MPI_Recv(a, 4, MPI_INT, MPI_ANY_SOURCE, 0, WORLD, IGNORE);
    } else {
        usleep(rank == 2 ? 200000 : 0);
        MPI_Send(a, rank == 2 ? 4 : 1, MPI_INT, 0, 0, WORLD);
    }
    MPI_Finalize();
    return 0;
}
