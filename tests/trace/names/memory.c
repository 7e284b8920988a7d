/* A library of a program's own that stands before malloc() and free(), and times them with MPI's clock. */
#include <dlfcn.h>
#include <mpi.h>
#include <stdlib.h>

long allocations;
double latest;
static __thread int inside;

static void look_at_clock(void)
{
    int begun = 0, ended = 1;
    if (!inside++) {
        MPI_Initialized(&begun);
        MPI_Finalized(&ended);
        latest = begun && !ended ? MPI_Wtime() : 0;
        allocations++;
    }
    inside--;
}

void *malloc(size_t bytes)
{
    static void *(*next)(size_t);
    if (next == NULL) {
        *(void **)&next = dlsym(RTLD_NEXT, "malloc");
    }
    look_at_clock();
    return next(bytes);
}

void free(void *memory)
{
    static void (*next)(void *);
    if (next == NULL) {
        *(void **)&next = dlsym(RTLD_NEXT, "free");
    }
    look_at_clock();
    next(memory);
}
