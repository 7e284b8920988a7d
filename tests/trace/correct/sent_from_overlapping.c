/* A datatype whose blocks overlap may be sent; columns that lie in each other may be received.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int in[16], out[16] = {0};
    MPI_Datatype twice, column, narrow;
    MPI_Type_vector(4, 3, 2, MPI_INT, &twice);
    MPI_Type_vector(4, 1, 4, MPI_INT, &column);
    MPI_Type_create_resized(column, 0, sizeof(int), &narrow);
    MPI_Type_commit(&twice);
    MPI_Type_commit(&narrow);
    if (rank == 0) {
        MPI_Send(out, 1, twice, 1, 0, WORLD);
    } else {
        MPI_Recv(in, 12, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Gather(out, 4, MPI_INT, in, 1, narrow, 0, WORLD);
    MPI_Type_free(&twice);
    MPI_Type_free(&column);
    MPI_Type_free(&narrow);
    MPI_Finalize();
    return 0;
}
