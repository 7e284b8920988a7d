/* MPI_Comm_split gives MPI_COMM_NULL to the ranks without a colour (7.4.2).
 * expect: invalid_call
 * says: which MPI_Comm_split at
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    MPI_Comm part;
    begin(&argc, &argv);
    MPI_Comm_split(WORLD, rank == 2 ? MPI_UNDEFINED : 0, 0, &part);
    MPI_Barrier(part); // <- here
    MPI_Finalize();
    return 0;
}
