/* A datatype that is never freed.
 * expect: leak_datatype
 * ranks: 1 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Datatype pair;
    MPI_Type_contiguous(2, MPI_INT, &pair); // <- here
    MPI_Type_commit(&pair);
    MPI_Finalize();
    return 0;
}
