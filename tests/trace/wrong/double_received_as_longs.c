/* As many bytes, but another type, without blocking (3.3.1).
 * expect: message_type_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    double out[4] = {0};
    long in[4];
    MPI_Request request;
    if (rank == 0) {
        MPI_Isend(out, 4, MPI_DOUBLE, 1, 0, WORLD, &request);
    } else {
        MPI_Irecv(in, 4, MPI_LONG, 0, 0, WORLD, &request); // <- here
    }
    MPI_Wait(&request, IGNORE);
    MPI_Finalize();
    return 0;
}
