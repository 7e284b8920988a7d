/* A later receive from one source, with any tag, may be left without a message.
 * expect: message_race
 * says: would wait for it for ever
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    if (rank == 0) {
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, WORLD, IGNORE); // <- here
        MPI_Recv(&value, 1, MPI_INT, 2, MPI_ANY_TAG, WORLD, IGNORE);
    } else {
        usleep(100000 * (unsigned)rank);
        MPI_Send(&value, 1, MPI_INT, 0, rank, WORLD);
    }
    MPI_Finalize();
    return 0;
}
