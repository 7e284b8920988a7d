/* A receive from any rank may take the message that a later one waits for (3.5).
 * expect: deadlock
 * says: may have been taken by the MPI_Recv from any rank
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    int value = 0;
    begin(&argc, &argv);
    if (rank == 0) {
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 0, WORLD, IGNORE); // <- here
        MPI_Recv(&value, 1, MPI_INT, 1, 0, WORLD, IGNORE);              // <- here
        MPI_Send(&value, 1, MPI_INT, 2, 0, WORLD);
    } else if (rank == 1) {
        MPI_Send(&value, 1, MPI_INT, 0, 0, WORLD);
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
        MPI_Send(&value, 1, MPI_INT, 0, 0, WORLD);
    }
    MPI_Finalize();
    return 0;
}
