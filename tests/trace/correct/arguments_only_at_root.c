/* Arguments that only the root must give are nonsense elsewhere (6.5).
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int mine = rank, all[8], nothing = -1;
    MPI_Gather(&mine, 1, MPI_INT, rank == 1 ? all : NULL, rank == 1 ? 1 : nothing,
               rank == 1 ? MPI_INT : MPI_DATATYPE_NULL, 1, WORLD);
    MPI_Reduce(&mine, rank == 1 ? all : NULL, 1, MPI_INT, MPI_SUM, 1, WORLD);
    MPI_Finalize();
    return 0;
}
