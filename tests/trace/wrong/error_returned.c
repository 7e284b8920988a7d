/* An invalid call whose error is returned, and not looked at.
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = 0;
    MPI_Comm_set_errhandler(WORLD, MPI_ERRORS_RETURN);
    MPI_Send(&value, 1, MPI_INT, size + 3, 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
