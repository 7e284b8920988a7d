/* Communicators from MPI_Comm_split that are never freed.
 * expect: leak_communicator
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm half;
    for (int i = 0; i < 3; i++) {
        MPI_Comm_split(WORLD, rank % 2, rank, &half); // <- here
    }
    MPI_Finalize();
    return 0;
}
