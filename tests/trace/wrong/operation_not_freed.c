/* An operation that is never freed (6.9.5).
 * expect: leak_operation
 * ranks: 2 */
#include "../corpus.h"

static void first(void *in, void *inout, int *count, MPI_Datatype *type)
{
    (void)type;
    for (int i = 0; i < *count; i++) {
        ((int *)inout)[i] = ((int *)in)[i];
    }
}

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, result;
    MPI_Op op;
    MPI_Op_create(first, 1, &op); // <- here
    MPI_Allreduce(&value, &result, 1, MPI_INT, op, WORLD);
    MPI_Finalize();
    return 0;
}
