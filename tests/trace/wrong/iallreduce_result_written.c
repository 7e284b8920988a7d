/* The receive buffer of a nonblocking collective call is written before it is complete.
 * expect: receive_buffer_changed
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 1, sum = 0;
    MPI_Request request;
    MPI_Iallreduce(&value, &sum, 1, MPI_INT, MPI_SUM, WORLD, &request); // <- here
    sum = rank + 5;
    MPI_Wait(&request, IGNORE);
    MPI_Finalize();
    return 0;
}
