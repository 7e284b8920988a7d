/* WRONG. A struct type is described with displacements that add up sizes (no padding) and an array of 100 is sent;
 * the compiler pads. Both sides agree, the data is garbage. Expect (ideal): a note that the type's extent (13) is not
 * a multiple of its alignment, or not sizeof(struct).
 * expect: type_extent
 * severity: note
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

struct particle {
    char kind;
    double x;
    int id;
};

int main(int argc, char **argv)
{
    int rank;
    static struct particle p[100];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    int len[3] = {1, 1, 1};
    MPI_Aint at[3] = {0, sizeof(char), sizeof(char) + sizeof(double)};
    MPI_Datatype of[3] = {MPI_CHAR, MPI_DOUBLE, MPI_INT}, type;
    MPI_Type_create_struct(3, len, at, of, &type);
    MPI_Type_commit(&type);
    if (rank == 0) {
        for (int i = 0; i < 100; i++)
            p[i] = (struct particle){'a', i / 2., i};
        MPI_Send(p, 100, type, 1, 0, MPI_COMM_WORLD);
    } else if (rank == 1) {
        MPI_Recv(p, 100, type, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        int wrong = 0;
        for (int i = 0; i < 100; i++)
            wrong += p[i].id != i || p[i].x != i / 2.;
        printf("%d of 100 wrong\n", wrong);
    }
    MPI_Type_free(&type);
    MPI_Finalize();
    return 0;
}
