/* Each rank writes its own bytes of a file, and after MPI_File_sync those of another (14.6).
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    double values[4] = {0};
    const MPI_Offset length = sizeof values;
    MPI_File file;
    begin(&argc, &argv);
    MPI_File_open(WORLD, "apart.bin", MPI_MODE_CREATE | MPI_MODE_RDWR | MPI_MODE_DELETE_ON_CLOSE,
                  MPI_INFO_NULL, &file);
    MPI_File_write_at(file, rank * length, values, 4, MPI_DOUBLE, IGNORE);
    MPI_File_sync(file);
    MPI_Barrier(WORLD);
    MPI_File_sync(file);
    MPI_File_write_at_all(file, (rank + 1) % size * length, values, 4, MPI_DOUBLE, IGNORE);
    MPI_File_set_view(file, rank * length, MPI_DOUBLE, MPI_DOUBLE, "native", MPI_INFO_NULL);
    MPI_File_write_at(file, 0, values, 4, MPI_DOUBLE, IGNORE);
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}
