/* Two groups and an intercommunicator: messages and collective calls.
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm half, inter, merged;
    int value = rank, in = 0, side = rank % 2, sum;
    MPI_Comm_split(WORLD, side, rank, &half);
    MPI_Intercomm_create(half, 0, WORLD, 1 - side, 3, &inter);
    MPI_Sendrecv(&value, 1, MPI_INT, rank / 2, 0, &in, 1, MPI_INT, rank / 2, 0, inter, IGNORE);
    MPI_Bcast(&value, 1, MPI_INT, side == 1 ? 0 : rank == 0 ? MPI_ROOT : MPI_PROC_NULL, inter);
    MPI_Allreduce(&value, &sum, 1, MPI_INT, MPI_SUM, inter);
    MPI_Intercomm_merge(inter, side, &merged);
    MPI_Barrier(merged);
    MPI_Comm_free(&merged);
    MPI_Comm_free(&inter);
    MPI_Comm_free(&half);
    MPI_Finalize();
    return 0;
}
