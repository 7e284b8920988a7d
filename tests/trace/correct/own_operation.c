/* An operation of the program.
 * ranks: 3 */
#include "../corpus.h"

static void add(void *in, void *inout, int *count, MPI_Datatype *type)
{
    (void)type;
    for (int i = 0; i < *count; i++) {
        ((int *)inout)[i] += ((int *)in)[i];
    }
}

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, result;
    MPI_Op op;
    MPI_Op_create(add, 1, &op);
    MPI_Allreduce(&value, &result, 1, MPI_INT, op, WORLD);
    MPI_Op_free(&op);
    MPI_Finalize();
    return 0;
}
