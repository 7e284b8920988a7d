/* Two structs with their members in different orders.
 * expect: message_type_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    struct {
        double number;
        int values[2];
    } item = {0};
    int lengths[2] = {1, 2}, turned[2] = {2, 1};
    MPI_Aint places[2] = {0, 8};
    MPI_Datatype types[2] = {MPI_DOUBLE, MPI_INT}, others[2] = {MPI_INT, MPI_DOUBLE}, type;
    if (rank == 0) {
        MPI_Type_create_struct(2, lengths, places, types, &type);
    } else {
        MPI_Type_create_struct(2, turned, places, others, &type);
    }
    MPI_Type_commit(&type);
    if (rank == 0) {
        MPI_Send(&item, 1, type, 1, 0, WORLD);
    } else {
        MPI_Recv(&item, 1, type, 0, 0, WORLD, IGNORE); // <- here
    }
    MPI_Type_free(&type);
    MPI_Finalize();
    return 0;
}
