/* A probe from any source, then a receive from any source: it may take another message.
 * expect: message_race
 * says: receive from status.MPI_SOURCE with status.MPI_TAG, or use MPI_Mprobe
 * ranks: 3 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    if (rank == 0) {
        for (int i = 1; i < size; i++) {
            MPI_Status status;
            int count;
            MPI_Probe(MPI_ANY_SOURCE, 3, WORLD, &status);
            MPI_Get_count(&status, MPI_INT, &count);
            int *numbers = malloc(sizeof(int) * (unsigned)count);
            MPI_Recv(numbers, count, MPI_INT, MPI_ANY_SOURCE, 3, WORLD, IGNORE); // <- here
            free(numbers);
        }
    } else {
        int numbers[4] = {0};
        MPI_Send(numbers, 4, MPI_INT, 0, 3, WORLD);
    }
    MPI_Finalize();
    return 0;
}
