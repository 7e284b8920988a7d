/* A struct with gaps, as an array.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    struct {
        char name[3];
        double number;
        int value;
    } items[3] = {0};
    int lengths[3] = {3, 1, 1};
    MPI_Aint places[3], start;
    MPI_Datatype types[3] = {MPI_CHAR, MPI_DOUBLE, MPI_INT}, plain, type;
    MPI_Get_address(&items[0], &start);
    MPI_Get_address(&items[0].name, &places[0]);
    MPI_Get_address(&items[0].number, &places[1]);
    MPI_Get_address(&items[0].value, &places[2]);
    for (int i = 0; i < 3; i++) {
        places[i] = MPI_Aint_diff(places[i], start);
    }
    MPI_Type_create_struct(3, lengths, places, types, &plain);
    MPI_Type_create_resized(plain, 0, sizeof items[0], &type);
    MPI_Type_commit(&type);
    MPI_Type_free(&plain);
    MPI_Bcast(items, 3, type, 0, WORLD);
    MPI_Sendrecv_replace(items, 3, type, 1 - rank, 0, 1 - rank, 0, WORLD, IGNORE);
    MPI_Type_free(&type);
    MPI_Finalize();
    return 0;
}
