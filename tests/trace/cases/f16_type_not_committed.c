/* WRONG. A derived type for a column is made, but MPI_Type_commit is forgotten.
 * Expect: type_not_committed at the MPI_Send, naming where the type was made.
 * expect: type_not_committed
 * says: MPI_Type_commit
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    double a[5][5], col[5];
    MPI_Datatype column;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < 25; i++)
        a[i / 5][i % 5] = i;
    MPI_Type_vector(5, 1, 5, MPI_DOUBLE, &column);
    if (rank == 0)
        MPI_Send(&a[0][2], 1, column, 1, 0, MPI_COMM_WORLD);
    else if (rank == 1) {
        MPI_Recv(col, 5, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("%g %g\n", col[0], col[4]);
    }
    MPI_Type_free(&column);
    MPI_Finalize();
    return 0;
}
