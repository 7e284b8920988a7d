/* Attributes, info objects, names.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int key, *value, flag, one = 1;
    MPI_Info info;
    MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, MPI_COMM_NULL_DELETE_FN, &key, NULL);
    MPI_Comm_set_attr(WORLD, key, &one);
    MPI_Comm_get_attr(WORLD, key, &value, &flag);
    MPI_Comm_delete_attr(WORLD, key);
    MPI_Comm_free_keyval(&key);
    MPI_Info_create(&info);
    MPI_Info_set(info, "a", "b");
    MPI_Info_free(&info);
    MPI_Comm_set_name(WORLD, "all");
    MPI_Finalize();
    return 0;
}
