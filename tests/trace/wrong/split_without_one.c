/* One rank does not call MPI_Comm_split (7.4.2).
 * expect: collective_missing
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm half = MPI_COMM_NULL;
    if (rank != 0) {
        MPI_Comm_split(WORLD, 0, rank, &half); // <- here
        MPI_Comm_free(&half);
    }
    MPI_Finalize();
    return 0;
}
