/* Send and receive buffer of MPI_Allreduce are the same (6.9.1).
 * expect: buffers_overlap
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[4] = {0};
    MPI_Allreduce(values, values, 4, MPI_INT, MPI_SUM, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
