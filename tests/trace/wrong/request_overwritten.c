/* Two receives share a request variable: the first is lost.
 * expect: request_never_completed
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int a = 0, b = 0;
    MPI_Request request;
    if (rank == 0) {
        MPI_Irecv(&a, 1, MPI_INT, 1, 1, WORLD, &request); // <- here
        MPI_Irecv(&b, 1, MPI_INT, 1, 2, WORLD, &request);
        MPI_Wait(&request, IGNORE);
    } else {
        MPI_Send(&a, 1, MPI_INT, 0, 1, WORLD);
        MPI_Send(&b, 1, MPI_INT, 0, 2, WORLD);
    }
    MPI_Finalize();
    return 0;
}
