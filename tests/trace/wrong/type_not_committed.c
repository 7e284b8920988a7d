/* A datatype is used before MPI_Type_commit (5.1.9).
 * expect: type_not_committed
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[2] = {0};
    MPI_Datatype pair;
    MPI_Type_contiguous(2, MPI_INT, &pair);
    if (rank == 0) {
        MPI_Send(values, 1, pair, 1, 0, WORLD); // <- here
    } else {
        MPI_Recv(values, 2, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Type_free(&pair);
    MPI_Finalize();
    return 0;
}
