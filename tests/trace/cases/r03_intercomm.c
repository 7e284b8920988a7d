/* RIGHT. Two groups joined by an intercommunicator: point to point across, a rooted broadcast with MPI_ROOT and
 * MPI_PROC_NULL, allreduce across, merge. Expect: nothing found.
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, me, remote, x, y = -1, s;
    MPI_Comm half, inter, all;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int upper = rank >= size / 2;
    MPI_Comm_split(MPI_COMM_WORLD, upper, rank, &half);
    MPI_Comm_rank(half, &me);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, upper ? 0 : size / 2, 9, &inter);
    MPI_Comm_remote_size(inter, &remote);
    x = rank;
    if (me < remote)
        MPI_Sendrecv(&x, 1, MPI_INT, me, 3, &y, 1, MPI_INT, me, 3, inter, MPI_STATUS_IGNORE);
    int news = rank == 0 ? 42 : 0;
    MPI_Bcast(&news, 1, MPI_INT, upper ? 0 : me == 0 ? MPI_ROOT : MPI_PROC_NULL, inter);
    MPI_Allreduce(&x, &s, 1, MPI_INT, MPI_SUM, inter);
    MPI_Intercomm_merge(inter, upper, &all);
    MPI_Barrier(all);
    printf("rank %d: y %d news %d sum of the others %d\n", rank, y, news, s);
    MPI_Comm_free(&all);
    MPI_Comm_free(&inter);
    MPI_Comm_free(&half);
    MPI_Finalize();
    return 0;
}
