/* Two messages, received in another order: the first send may wait (3.5).
 * expect: unsafe_send
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a = 1, b = 2;
    if (rank == 0) {
        MPI_Send(&a, 1, MPI_INT, 1, 1, WORLD); // <- here
        MPI_Send(&b, 1, MPI_INT, 1, 2, WORLD);
    } else {
        MPI_Recv(&b, 1, MPI_INT, 0, 2, WORLD, IGNORE);
        MPI_Recv(&a, 1, MPI_INT, 0, 1, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
