/* A file that is never closed (14.2.2).
 * expect: leak_file
 * ranks: 1 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_File file;
    char name[] = "/tmp/mpilab-corpus-open";
    int mode = MPI_MODE_CREATE | MPI_MODE_RDWR;
    MPI_File_open(MPI_COMM_SELF, name, mode, MPI_INFO_NULL, &file); // <- here
    unlink(name);
    MPI_Finalize();
    return 0;
}
