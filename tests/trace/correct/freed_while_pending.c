/* A communicator and a datatype may be freed while a request uses them.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm copy;
    MPI_Datatype pair;
    MPI_Request requests[2];
    int in[2], out[2] = {0};
    MPI_Comm_dup(WORLD, &copy);
    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Type_commit(&pair);
    MPI_Irecv(in, 1, pair, 1 - rank, 0, copy, &requests[0]);
    MPI_Isend(out, 1, pair, 1 - rank, 0, copy, &requests[1]);
    MPI_Type_free(&pair);
    MPI_Comm_free(&copy);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
