/* A column of a matrix is received as a row; a part of it as a subarray.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    double matrix[4][4] = {{0}}, row[4];
    int sizes[2] = {4, 4}, part[2] = {2, 2}, start[2] = {1, 1};
    MPI_Datatype column, block;
    MPI_Type_vector(4, 1, 4, MPI_DOUBLE, &column);
    MPI_Type_commit(&column);
    MPI_Type_create_subarray(2, sizes, part, start, MPI_ORDER_C, MPI_DOUBLE, &block);
    MPI_Type_commit(&block);
    if (rank == 0) {
        MPI_Send(&matrix[0][2], 1, column, 1, 0, WORLD);
        MPI_Send(matrix, 1, block, 1, 1, WORLD);
    } else {
        MPI_Recv(row, 4, MPI_DOUBLE, 0, 0, WORLD, IGNORE);
        MPI_Recv(row, 4, MPI_DOUBLE, 0, 1, WORLD, IGNORE);
    }
    MPI_Type_free(&column);
    MPI_Type_free(&block);
    MPI_Finalize();
    return 0;
}
