/* Both receive first; MPI_THREAD_MULTIPLE was asked for, but there are no threads that could help.
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    int provided;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &provided);
    MPI_Comm_rank(WORLD, &rank);

    int out = rank, in, other = 1 - rank;
    MPI_Recv(&in, 1, MPI_INT, other, 0, WORLD, IGNORE); // <- here
    MPI_Send(&out, 1, MPI_INT, other, 0, WORLD);
    MPI_Finalize();
    return 0;
}
