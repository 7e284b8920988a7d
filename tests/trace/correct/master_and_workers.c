/* Work is handed out to who asks for it.
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int task = 0, done = 0;
    MPI_Status status;
    if (rank == 0) {
        for (int next = 0, left = size - 1; left > 0; next++) {
            MPI_Recv(&done, 1, MPI_INT, MPI_ANY_SOURCE, 0, WORLD, &status);
            task = next < 20 ? next : -1;
            left -= task < 0;
            MPI_Send(&task, 1, MPI_INT, status.MPI_SOURCE, 0, WORLD);
        }
    } else {
        while (task >= 0) {
            MPI_Send(&rank, 1, MPI_INT, 0, 0, WORLD);
            MPI_Recv(&task, 1, MPI_INT, 0, 0, WORLD, IGNORE);
        }
    }
    MPI_Finalize();
    return 0;
}
