/* One rank never begins the nonblocking barrier.
 * expect: collective_missing
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Request request;
    if (rank == 0) {
        MPI_Ibarrier(WORLD, &request); // <- here
        MPI_Wait(&request, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
