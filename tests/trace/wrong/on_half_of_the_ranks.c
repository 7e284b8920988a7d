/* A rank of a smaller communicator leaves out a call on it.
 * expect: collective_missing
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm half;
    int value = rank, sum;
    MPI_Comm_split(WORLD, rank / 2, rank, &half);
    if (rank != 2) {
        MPI_Reduce(&value, &sum, 1, MPI_INT, MPI_SUM, 0, half); // <- here
    }
    MPI_Comm_free(&half);
    MPI_Finalize();
    return 0;
}
