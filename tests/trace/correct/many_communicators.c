/* Many communicators, made and freed.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    for (int i = 0; i < 300; i++) {
        MPI_Comm copy;
        MPI_Comm_dup(WORLD, &copy);
        MPI_Barrier(copy);
        MPI_Comm_free(&copy);
    }
    MPI_Finalize();
    return 0;
}
