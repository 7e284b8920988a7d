/* A Cartesian grid: shifts, sub-grids, edges that are MPI_PROC_NULL (8.5).
 * ranks: 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm grid, row;
    int dimensions[2] = {0, 0}, periods[2] = {0, 1}, remain[2] = {0, 1}, from, to, value, in = 0,
        place[2];
    MPI_Dims_create(size, 2, dimensions);
    MPI_Cart_create(WORLD, 2, dimensions, periods, 1, &grid);
    MPI_Comm_rank(grid, &value);
    MPI_Cart_coords(grid, value, 2, place);
    for (int d = 0; d < 2; d++) {
        MPI_Cart_shift(grid, d, 1, &from, &to);
        MPI_Sendrecv(&value, 1, MPI_INT, to, d, &in, 1, MPI_INT, from, d, grid, IGNORE);
    }
    MPI_Cart_sub(grid, remain, &row);
    MPI_Bcast(&value, 1, MPI_INT, 0, row);
    MPI_Comm_free(&row);
    MPI_Comm_free(&grid);
    MPI_Finalize();
    return 0;
}
