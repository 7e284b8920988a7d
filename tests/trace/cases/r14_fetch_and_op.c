/* RIGHT. A shared counter by MPI_Fetch_and_op under lock_all, accumulates to one place by all, put/get with PSCW.
 * Expect: nothing found.
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, one = 1, t, mine = 0;
    long *base;
    MPI_Win win;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int *counter;
    MPI_Win_allocate(rank == 0 ? sizeof(int) : 0, sizeof(int), MPI_INFO_NULL, MPI_COMM_WORLD,
                     &counter, &win);
    if (rank == 0) {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        *counter = 0;
        MPI_Win_unlock(0, win);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Win_lock_all(0, win);
    for (;;) {
        MPI_Fetch_and_op(&one, &t, MPI_INT, 0, 0, MPI_SUM, win);
        MPI_Win_flush(0, win);
        if (t >= 100)
            break;
        mine++;
    }
    MPI_Win_unlock_all(win);
    MPI_Win_free(&win);

    MPI_Win_allocate(2 * sizeof(long), sizeof(long), MPI_INFO_NULL, MPI_COMM_WORLD, &base, &win);
    base[0] = base[1] = 0;
    long add = rank;
    MPI_Win_fence(0, win);
    MPI_Accumulate(&add, 1, MPI_LONG, 0, 0, 1, MPI_LONG, MPI_SUM, win);
    MPI_Win_fence(0, win);
    int to = (rank + 1) % size, from = (rank + size - 1) % size;
    MPI_Group all, g1, g2;
    MPI_Comm_group(MPI_COMM_WORLD, &all);
    MPI_Group_incl(all, 1, &to, &g1);
    MPI_Group_incl(all, 1, &from, &g2);
    MPI_Win_post(g2, 0, win);
    MPI_Win_start(g1, 0, win);
    MPI_Put(&add, 1, MPI_LONG, to, 1, 1, MPI_LONG, win);
    MPI_Win_complete(win);
    MPI_Win_wait(win);
    printf("rank %d took %d, neighbour %ld, sum %ld\n", rank, mine, base[1], base[0]);
    MPI_Group_free(&all);
    MPI_Group_free(&g1);
    MPI_Group_free(&g2);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
