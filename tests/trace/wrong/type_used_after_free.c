/* A datatype is used after MPI_Type_free.
 * expect: invalid_call
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[2] = {0};
    MPI_Datatype pair;
    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Type_commit(&pair);
    MPI_Type_free(&pair);
    MPI_Send(values, 1, pair, 1 - rank, 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
