/* A file that all write to.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_File file;
    char name[100];
    int value = rank;
    snprintf(name, sizeof name, "/tmp/mpilab-corpus-%d", (int)getppid());
    MPI_Bcast(name, sizeof name, MPI_CHAR, 0, WORLD);
    MPI_File_open(WORLD, name, MPI_MODE_CREATE | MPI_MODE_RDWR | MPI_MODE_DELETE_ON_CLOSE,
                  MPI_INFO_NULL, &file);
    MPI_File_set_view(file, 0, MPI_INT, MPI_INT, "native", MPI_INFO_NULL);
    MPI_File_write_at_all(file, rank, &value, 1, MPI_INT, IGNORE);
    MPI_File_read_at(file, rank, &value, 1, MPI_INT, IGNORE);
    MPI_File_close(&file);
    MPI_Finalize();
    return 0;
}
