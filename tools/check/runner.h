/* One run of a program: starts it by tools/launch, watches it, ends it where that is due, and gathers what is known. */
#ifndef MPILAB_CHECK_RUNNER_H
#define MPILAB_CHECK_RUNNER_H

#include "outcome.h"
#include "run_request.h"
#include "settings.h"

/* To be called in a process of its own (pool.h). The time limit is of time that the machine gives to the ranks; by the
 * clock it may be several times as long. Where it is over and they were still in MPI_Init, had all ended well, or had
 * little of that time, the run was in vain: nothing is known of the program. */
void runner_run(const settings *how, const run_request *wish, outcome *to);

#endif
