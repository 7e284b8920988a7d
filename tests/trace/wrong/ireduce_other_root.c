/* A nonblocking reduction with two roots.
 * expect: root_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, sum = 0;
    MPI_Request request;
    MPI_Ireduce(&value, &sum, 1, MPI_INT, MPI_SUM, rank, WORLD, &request); // <- here
    MPI_Wait(&request, IGNORE);
    MPI_Finalize();
    return 0;
}
