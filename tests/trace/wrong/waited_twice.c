/* A request is waited for, and then a copy of it that was made before (3.7.3).
 * expect: invalid_call
 * says: is none that is pending
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    static int values[100000];
    MPI_Request request, copy;
    begin(&argc, &argv);
    if (rank == 0) {
        MPI_Isend(values, 100000, MPI_INT, 1, 0, WORLD, &request);
    } else {
        MPI_Irecv(values, 100000, MPI_INT, 0, 0, WORLD, &request);
    }
    copy = request;
    MPI_Wait(&request, IGNORE);
    MPI_Wait(&copy, IGNORE); // <- here
    MPI_Finalize();
    return 0;
}
