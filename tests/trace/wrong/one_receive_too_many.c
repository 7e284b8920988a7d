/* The last receive has no send: the other rank is in MPI_Finalize.
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    for (int i = 0; i < 3; i++) {
        if (rank == 0 && i < 2) {
            MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD);
        } else if (rank == 1) {
            MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE); // <- here
        }
    }
    MPI_Finalize();
    return 0;
}
