/* A nonblocking barrier while messages go on.
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, in, flag = 0;
    MPI_Request request;
    MPI_Ibarrier(WORLD, &request);
    MPI_Sendrecv(&value, 1, MPI_INT, (rank + 1) % size, 0, &in, 1, MPI_INT,
                 (rank + size - 1) % size, 0, WORLD, IGNORE);
    while (!flag) {
        MPI_Test(&request, &flag, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
