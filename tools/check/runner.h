/* One run of a program: starts it by tools/launch, watches it, ends it where that is due, and gathers what is known. */
#ifndef MPILAB_CHECK_RUNNER_H
#define MPILAB_CHECK_RUNNER_H

#include "cases.h"
#include "outcome.h"
#include "settings.h"
#include "source.h"

typedef struct {
    const char *executable;
    const char *name; /* how lines begin in which the program says why it stops */
    const check_case *what;
    const char *folder;         /* made for it; the result will be folder/fresh/result.h5 */
    const source_file *student; /* whose lines are told; NULL: not a student's program */
    const char *own_file; /* the base name of its own source file, as calls are counted there */
    int limit;            /* seconds */
} run_request;

/* To be called in a process of its own (pool.h). Where at the time limit ranks are still in MPI_Init, or have all ended
 * well, the launcher has taken the time, as on a machine that has much to do: then once more, with more time. */
void runner_run(const settings *how, const run_request *wish, outcome *to);

#endif
