/* A receive from any source may take the message that a later one waits for.
 * expect: message_race
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a = rank, b = 0;
    if (rank == 0) {
        MPI_Recv(&a, 1, MPI_INT, MPI_ANY_SOURCE, 0, WORLD, IGNORE); // <- here
        MPI_Recv(&b, 1, MPI_INT, 2, 0, WORLD, IGNORE);
    } else {
        usleep(rank == 2 ? 200000 : 0);
        MPI_Send(&a, 1, MPI_INT, 0, 0, WORLD);
    }
    MPI_Finalize();
    return 0;
}
