/* WRONG. A 2 x 2 grid is made of 5 ranks; the fifth gets MPI_COMM_NULL and uses it all the same.
 * Expect: invalid_call on rank 4: MPI_COMM_NULL, because MPI_Cart_create left it out (grid of 4, 5 ranks).
 * expect: invalid_call
 * says: the communicator is MPI_COMM_NULL
 * ranks: 5
 * more: 7 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int dims[2] = {2, 2}, periods[2] = {0, 0}, me, up, down;
    MPI_Comm grid;
    MPI_Init(&argc, &argv);
    MPI_Cart_create(MPI_COMM_WORLD, 2, dims, periods, 0, &grid);
    MPI_Comm_rank(grid, &me);
    MPI_Cart_shift(grid, 0, 1, &up, &down);
    printf("%d: up %d down %d\n", me, up, down);
    MPI_Comm_free(&grid);
    MPI_Finalize();
    return 0;
}
