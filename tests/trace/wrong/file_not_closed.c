/* A file that is never closed (14.2.2).
 * expect: leak_file
 * ranks: 1 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_File file;
    MPI_File_open(MPI_COMM_SELF, "corpus-file",
                  MPI_MODE_CREATE | MPI_MODE_RDWR | MPI_MODE_DELETE_ON_CLOSE, MPI_INFO_NULL,
                  &file); // <- here
    unlink("corpus-file");
    MPI_Finalize();
    return 0;
}
