/* Anything as MPI_BYTE, on both sides.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    struct {
        int a;
        double b;
    } item = {0};
    if (rank == 0) {
        MPI_Send(&item, (int)sizeof item, MPI_BYTE, 1, 0, WORLD);
    } else {
        MPI_Recv(&item, (int)sizeof item, MPI_BYTE, 0, 0, WORLD, IGNORE);
    }
    MPI_Bcast(&item, (int)sizeof item, MPI_BYTE, 0, WORLD);
    MPI_Finalize();
    return 0;
}
