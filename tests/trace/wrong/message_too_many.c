/* Three messages are sent, two received.
 * expect: unmatched_send
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    for (int i = 0; i < 3; i++) {
        if (rank == 0) {
            MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD); // <- here
        } else if (i < 2) {
            MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
        }
    }
    MPI_Finalize();
    return 0;
}
