/* Calls MPI, and uses the names of library.c before and after: linked with it, or (-DPLUGIN) loading it. */
#include <dlfcn.h>
#include <mpi.h>
#include <stdio.h>

static int (*names)(void);

#ifdef PLUGIN
static void find_names(void)
{
    void *plugin = dlopen("./libown.so", RTLD_NOW | RTLD_GLOBAL);
    *(void **)&names = dlsym(plugin, "names_differ");
}
#else
int names_differ(void);
static void find_names(void)
{
    names = names_differ;
}
#endif

int main(int argc, char **argv)
{
    int rank, size, from = -1, differ = 0;
    find_names();
    differ += names();
    MPI_Init(&argc, &argv);
    differ += names();
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Sendrecv(&rank, 1, MPI_INT, (rank + 1) % size, 0, &from, 1, MPI_INT,
                 (rank + size - 1) % size, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    differ += names();
    MPI_Allreduce(MPI_IN_PLACE, &differ, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    MPI_Finalize();
    differ += names();
    if (rank == 0) {
        printf("%d names differ\n", differ);
    }
    return 0;
}
