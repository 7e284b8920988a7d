/* Less structs than the receive allows.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    struct {
        double number;
        int value;
        int pad;
    } items[4] = {0};
    int lengths[2] = {1, 1};
    MPI_Aint places[2] = {0, 8};
    MPI_Datatype types[2] = {MPI_DOUBLE, MPI_INT}, plain, type;
    MPI_Type_create_struct(2, lengths, places, types, &plain);
    MPI_Type_create_resized(plain, 0, sizeof items[0], &type);
    MPI_Type_commit(&type);
    if (rank == 0) {
        MPI_Send(items, 2, type, 1, 0, WORLD);
    } else {
        MPI_Recv(items, 4, type, 0, 0, WORLD, IGNORE);
    }
    MPI_Type_free(&type);
    MPI_Type_free(&plain);
    MPI_Finalize();
    return 0;
}
