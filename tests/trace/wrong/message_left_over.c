/* A message that nobody receives before MPI_Finalize (11.2.2).
 * expect: unmatched_send
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank;
    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, 0, WORLD); // <- here
    }
    MPI_Finalize();
    return 0;
}
