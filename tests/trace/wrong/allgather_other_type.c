/* One rank of MPI_Allgather gathers another type.
 * expect: type_mismatch
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    double mine = 0, all[3];
    MPI_Datatype type = rank == 1 ? MPI_LONG : MPI_DOUBLE;
    MPI_Allgather(&mine, 1, type, all, 1, type, WORLD); // <- here
    MPI_Finalize();
    return 0;
}
