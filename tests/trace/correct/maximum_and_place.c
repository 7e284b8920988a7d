/* MPI_MAXLOC with a pair type.
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    struct {
        double value;
        int rank;
    } mine = {rank * 2.0, rank}, most;
    MPI_Allreduce(&mine, &most, 1, MPI_DOUBLE_INT, MPI_MAXLOC, WORLD);
    MPI_Finalize();
    return 0;
}
