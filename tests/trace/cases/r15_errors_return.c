/* RIGHT. Errors are asked for and handled: a truncated receive with MPI_ERRORS_RETURN whose error class is checked (the
 * program expects it). Expect: at most warnings; the standard leaves the state open, so a warning is fair.
 * severity: error
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, err, class = 0;
    MPI_Comm c;
    MPI_Init(&argc, &argv);
    MPI_Comm_dup(MPI_COMM_WORLD, &c);
    MPI_Comm_set_errhandler(c, MPI_ERRORS_RETURN);
    MPI_Comm_rank(c, &rank);
    err = MPI_Send(&rank, 1, MPI_INT, 12345, 0, c);
    MPI_Error_class(err, &class);
    if (rank == 0)
        printf("as expected: %s\n", class == MPI_ERR_RANK ? "MPI_ERR_RANK" : "?");
    MPI_Comm_free(&c);
    MPI_Finalize();
    return 0;
}
