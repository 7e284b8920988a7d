/* Calls on two communicators in opposite orders (6.12).
 * expect: deadlock
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm copy;
    MPI_Comm_dup(WORLD, &copy);
    MPI_Barrier(rank == 0 ? WORLD : copy); // <- here
    MPI_Barrier(rank == 0 ? copy : WORLD);
    MPI_Comm_free(&copy);
    MPI_Finalize();
    return 0;
}
