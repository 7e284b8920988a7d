/* Datatypes that overlap where several lie behind each other.
 * expect: invalid_call
 * says: blocks that overlap
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int in[16] = {0}, out[6] = {0};
    MPI_Datatype type, shorter;
    MPI_Type_vector(2, 3, 4, MPI_INT, &type);
    MPI_Type_create_resized(type, 0, 2 * sizeof(int), &shorter);
    MPI_Type_commit(&shorter);
    MPI_Gather(out, 6, MPI_INT, in, 1, shorter, 0, WORLD); // <- here
    MPI_Type_free(&shorter);
    MPI_Type_free(&type);
    MPI_Finalize();
    return 0;
}
