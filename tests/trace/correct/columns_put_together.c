/* Parts whose type has gaps lie in each other without touching (6.5).
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    int counts[4], places[4], own[4] = {0}, all[16] = {0};
    MPI_Datatype column, next_to;
    begin(&argc, &argv);
    MPI_Type_vector(4, 1, size, MPI_INT, &column);
    MPI_Type_create_resized(column, 0, sizeof(int), &next_to);
    MPI_Type_commit(&next_to);
    for (int r = 0; r < size; r++) {
        counts[r] = 1;
        places[r] = r;
    }
    MPI_Gatherv(own, 4, MPI_INT, all, counts, places, next_to, 0, WORLD);
    MPI_Type_free(&column);
    MPI_Type_free(&next_to);
    MPI_Finalize();
    return 0;
}
