/* MPI_Request_free of a send, whose arrival is known otherwise (3.7.3).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 4, in;
    MPI_Request request;
    if (rank == 0) {
        MPI_Isend(&value, 1, MPI_INT, 1, 0, WORLD, &request);
        MPI_Request_free(&request);
        MPI_Recv(&in, 1, MPI_INT, 1, 1, WORLD, IGNORE);
        value = 5;
    } else {
        MPI_Recv(&in, 1, MPI_INT, 0, 0, WORLD, IGNORE);
        MPI_Send(&value, 1, MPI_INT, 0, 1, WORLD);
    }
    MPI_Finalize();
    return 0;
}
