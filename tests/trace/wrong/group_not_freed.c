/* A group that is never freed.
 * expect: leak_group
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Group group;
    MPI_Comm_group(WORLD, &group); // <- here
    MPI_Finalize();
    return 0;
}
