/* The send buffer of a pending collective call is written to.
 * expect: send_buffer_changed
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, sum;
    MPI_Request request;
    MPI_Iallreduce(&value, &sum, 1, MPI_INT, MPI_SUM, WORLD, &request); // <- here
    value = 17;
    MPI_Wait(&request, IGNORE);
    MPI_Finalize();
    return 0;
}
