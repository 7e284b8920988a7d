/* Two descriptions of the same values: the signatures are equal (6.4).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int values[6] = {0};
    MPI_Datatype pair, vector;
    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Type_commit(&pair);
    MPI_Type_vector(3, 1, 2, MPI_INT, &vector);
    MPI_Type_commit(&vector);
    if (rank == 0) {
        MPI_Bcast(values, 3, pair, 0, WORLD);
        MPI_Send(values, 1, vector, 1, 0, WORLD);
    } else {
        MPI_Bcast(values, 6, MPI_INT, 0, WORLD);
        MPI_Recv(values, 3, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Type_free(&pair);
    MPI_Type_free(&vector);
    MPI_Finalize();
    return 0;
}
