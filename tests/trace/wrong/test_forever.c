/* A rank asks again and again for a message that nobody sends.
 * limit: 3
 * expect: no_progress
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value, flag = 0;
    MPI_Request request;
    if (rank == 0) {
        MPI_Irecv(&value, 1, MPI_INT, 1, 0, WORLD, &request);
        while (!flag) {
            MPI_Test(&request, &flag, IGNORE); // <- here
        }
    }
    MPI_Finalize();
    return 0;
}
