/* As communicator_not_freed.c, from a line that the program tells, as one in a language without addresses would.
 * expect: leak_communicator
 * says: at solve.py:12
 * ranks: 2 */
#include "../corpus.h"

__attribute__((weak)) void mpilab_trace_site(const char *text);

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Comm copy;
    mpilab_trace_site("/home/me/solve.py:12");
    MPI_Comm_dup(WORLD, &copy);
    mpilab_trace_site("/home/me/solve.py:13");
    MPI_Barrier(WORLD);
    mpilab_trace_site(NULL);
    MPI_Finalize();
    return 0;
}
