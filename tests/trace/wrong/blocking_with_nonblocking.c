/* MPI_Barrier does not match MPI_Ibarrier (6.12).
 * expect: collective_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Request request;
    if (rank == 0) {
        MPI_Barrier(WORLD); // <- here
    } else {
        MPI_Ibarrier(WORLD, &request); // <- here
        MPI_Wait(&request, IGNORE);
    }
    MPI_Finalize();
    return 0;
}
