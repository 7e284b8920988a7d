/* A datatype whose blocks overlap, to receive into.
 * expect: invalid_call
 * says: blocks that overlap
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int numbers[16] = {0};
    MPI_Datatype type;
    MPI_Type_vector(4, 3, 2, MPI_INT, &type);
    MPI_Type_commit(&type);
    if (rank == 0) {
        MPI_Send(numbers, 12, MPI_INT, 1, 0, WORLD);
    } else {
        MPI_Recv(numbers, 1, type, 0, 0, WORLD, IGNORE); // <- here
    }
    MPI_Type_free(&type);
    MPI_Finalize();
    return 0;
}
