/* A blocking send to oneself, before the receive (3.2.4).
 * expect: unsafe_send deadlock
 * ranks: 1 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out = rank, in;
    MPI_Send(&out, 1, MPI_INT, rank, 0, WORLD); // <- here
    MPI_Recv(&in, 1, MPI_INT, rank, 0, WORLD, IGNORE);
    MPI_Finalize();
    return 0;
}
