/* MPI_COMM_NULL is no communicator to send on.
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Send(&value, 1, MPI_INT, 1 - rank, 0, MPI_COMM_NULL); // <- here
    MPI_Finalize();
    return 0;
}
