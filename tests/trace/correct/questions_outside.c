/* What is allowed before MPI_Init and after MPI_Finalize (11.2 and 11.4).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    int flag, version, subversion, length;
    char text[MPI_MAX_LIBRARY_VERSION_STRING];
    MPI_Initialized(&flag);
    MPI_Get_version(&version, &subversion);
    MPI_Get_library_version(text, &length);
    begin(&argc, &argv);
    MPI_Finalize();
    MPI_Finalized(&flag);
    MPI_Get_version(&version, &subversion);
    return flag ? 0 : 1;
}
