/* A vector of doubles is received as integers.
 * expect: message_type_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    double out[8] = {0};
    int in[16];
    MPI_Datatype column;
    MPI_Type_vector(4, 1, 2, MPI_DOUBLE, &column);
    MPI_Type_commit(&column);
    if (rank == 0) {
        MPI_Send(out, 1, column, 1, 0, WORLD);
    } else {
        MPI_Recv(in, 16, MPI_INT, 0, 0, WORLD, IGNORE); // <- here
    }
    MPI_Type_free(&column);
    MPI_Finalize();
    return 0;
}
