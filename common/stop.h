/* Ends a parallel program with one clear line, instead of many lines from every rank. */
#ifndef MPILAB_STOP_H
#define MPILAB_STOP_H

#include <mpi.h>
#include <stdbool.h>

/* Exit statuses. */
enum {
    STOP_FAILURE = 1, /* the run failed */
    STOP_USAGE = 2    /* it was called wrongly */
};

/* Goes on if failed is false on every rank of comm. Otherwise the lowest rank on which it is true
 * prints "PROGRAM: " and its message (as printf) to stderr, and all ranks finalize MPI and exit
 * with status. Collective on comm, which must hold all processes that should end. */
void stop_together(MPI_Comm comm, bool failed, int status, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* From now on, however the program is stopped, the file `path` is removed; NULL ends this.
 * MPI_Finalize is then left out as well: in it, HDF5 would close what is open, on all ranks
 * together, which hangs or crashes after a write that has failed on some ranks only. Call on all
 * ranks; path must stay valid. */
void stop_removes(const char *path);

/* The last resort: something failed on this rank alone, at file:line in call. Prints one line and
 * aborts all ranks. Not collective; does not return. */
_Noreturn void stop_here(const char *file, int line, const char *call, const char *why);

#endif
