/* MPI_Comm_idup: the copy is there when its request is complete.
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm copy;
    MPI_Request request;
    MPI_Comm_idup(WORLD, &copy, &request);
    MPI_Wait(&request, IGNORE);
    MPI_Barrier(copy);
    MPI_Comm_free(&copy);
    MPI_Finalize();
    return 0;
}
