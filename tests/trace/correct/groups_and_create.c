/* Groups, MPI_Comm_create and MPI_Comm_create_group (7.4.2).
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Group all, some;
    MPI_Comm made, made_by_group;
    int ranks[2] = {0, 2};
    MPI_Comm_group(WORLD, &all);
    MPI_Group_incl(all, 2, ranks, &some);
    MPI_Comm_create(WORLD, some, &made);
    if (made != MPI_COMM_NULL) {
        MPI_Barrier(made);
        MPI_Comm_create_group(WORLD, some, 5, &made_by_group);
        MPI_Barrier(made_by_group);
        MPI_Comm_free(&made_by_group);
        MPI_Comm_free(&made);
    }
    MPI_Group_free(&some);
    MPI_Group_free(&all);
    MPI_Finalize();
    return 0;
}
