/* An error handler of the program.
 * ranks: 2 */
#include "../corpus.h"

static void on_error(MPI_Comm *comm, int *code, ...)
{
    (void)comm;
    fprintf(stderr, "error %d", *code);
}

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Errhandler handler, old;
    MPI_Comm_create_errhandler(on_error, &handler);
    MPI_Comm_set_errhandler(WORLD, handler);
    MPI_Comm_get_errhandler(WORLD, &old);
    MPI_Errhandler_free(&old);
    MPI_Errhandler_free(&handler);
    MPI_Comm_set_errhandler(WORLD, MPI_ERRORS_ARE_FATAL);
    MPI_Finalize();
    return 0;
}
