/* A call before MPI_Init (11.2.1).
 * expect: before_init
 * ranks: 1 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    MPI_Comm_rank(WORLD, &rank); // <- here
    begin(&argc, &argv);
    MPI_Finalize();
    return 0;
}
