/* Two messages of different types, received from any source.
 * expect: message_race
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a = rank;
    float b = 0;
    if (rank == 0) {
        MPI_Recv(&a, 1, MPI_INT, MPI_ANY_SOURCE, 0, WORLD, IGNORE); // <- here
        MPI_Recv(&b, 1, MPI_FLOAT, MPI_ANY_SOURCE, 0, WORLD, IGNORE);
    } else if (rank == 1) {
        MPI_Send(&a, 1, MPI_INT, 0, 0, WORLD);
    } else {
        usleep(200000);
        MPI_Send(&b, 1, MPI_FLOAT, 0, 0, WORLD);
    }
    MPI_Finalize();
    return 0;
}
