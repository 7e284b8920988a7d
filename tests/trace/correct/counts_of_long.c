/* MPI_Bcast of a datatype that holds several; partial last blocks.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    long values[10] = {0};
    MPI_Datatype five, two;
    MPI_Type_contiguous(5, MPI_LONG, &five);
    MPI_Type_contiguous(2, MPI_LONG, &two);
    MPI_Type_commit(&five);
    MPI_Type_commit(&two);
    MPI_Bcast(values, rank == 0 ? 2 : 5, rank == 0 ? five : two, 0, WORLD);
    MPI_Type_free(&five);
    MPI_Type_free(&two);
    MPI_Finalize();
    return 0;
}
