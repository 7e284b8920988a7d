/* A probe from any source, then a receive of the message that it has seen; or only whether one
 * is there.
 * ranks: 3 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int numbers[4] = {0}, flag = 0, count;
    if (rank == 0) {
        for (int i = 1; i < size; i++) {
            MPI_Status status;
            MPI_Probe(MPI_ANY_SOURCE, 3, WORLD, &status);
            MPI_Get_count(&status, MPI_INT, &count);
            MPI_Recv(numbers, count, MPI_INT, status.MPI_SOURCE, 3, WORLD, IGNORE);
        }
        for (int i = 1; i < size; i++, flag = 0) {
            while (!flag) {
                MPI_Iprobe(MPI_ANY_SOURCE, 4, WORLD, &flag, IGNORE);
            }
            MPI_Recv(numbers, 1, MPI_INT, MPI_ANY_SOURCE, 4, WORLD, IGNORE);
        }
    } else {
        MPI_Send(numbers, rank, MPI_INT, 0, 3, WORLD);
        MPI_Send(numbers, 1, MPI_INT, 0, 4, WORLD);
    }
    MPI_Finalize();
    return 0;
}
