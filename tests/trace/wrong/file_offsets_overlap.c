/* Offsets in elements, where a file without a view counts bytes (14.3).
 * expect: file_conflict
 * says: are in bytes
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    double values[4] = {0};
    MPI_File file;
    begin(&argc, &argv);
    MPI_File_open(WORLD, "overlap.bin",
                  MPI_MODE_CREATE | MPI_MODE_WRONLY | MPI_MODE_DELETE_ON_CLOSE, MPI_INFO_NULL,
                  &file);
    MPI_File_write_at_all(file, rank * 4, values, 4, MPI_DOUBLE, IGNORE); // <- here
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}
