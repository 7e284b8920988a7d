/* MPI_Bcast with a datatype that is not committed.
 * expect: type_not_committed
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[2] = {0};
    MPI_Datatype pair;
    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Bcast(values, 1, pair, 0, WORLD); // <- here
    MPI_Type_free(&pair);
    MPI_Finalize();
    return 0;
}
