/* A send before a collective call that its receiver comes to first.
 * expect: unsafe_send
 * says: works by luck: MPI_Send
 * ranks: 2 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, sum;
    if (rank == 1) {
        MPI_Send(&value, 1, MPI_INT, 0, 0, WORLD); // <- here
    }
    MPI_Scan(&value, &sum, 1, MPI_INT, MPI_SUM, WORLD);
    if (rank == 0) {
        MPI_Recv(&sum, 1, MPI_INT, 1, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
