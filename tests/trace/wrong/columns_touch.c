/* As columns_interleaved, but two ranks put the same column.
 * expect: window_conflict
 * says: writes memory of rank 0 that MPI_Put
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int memory[16] = {0}, value = rank, next = (rank + 1) % size;
    MPI_Win window;
    MPI_Win_create(memory, sizeof memory, sizeof *memory, MPI_INFO_NULL, WORLD, &window);
    MPI_Datatype column;
    int own[4] = {0};
    MPI_Type_vector(4, 1, 4, MPI_INT, &column);
    MPI_Type_commit(&column);
    MPI_Win_fence(0, window);
    if (rank < 4) {
        MPI_Put(own, 4, MPI_INT, 0, rank / 2, 1, column, window); // <- here
    }
    MPI_Win_fence(0, window);
    MPI_Type_free(&column);
    (void)next, (void)value;
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}
