/* A receive from oneself before the send.
 * expect: deadlock
 * ranks: 1 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Recv(&value, 1, MPI_INT, rank, 0, WORLD, IGNORE); // <- here
    MPI_Send(&value, 1, MPI_INT, rank, 0, WORLD);
    MPI_Finalize();
    return 0;
}
