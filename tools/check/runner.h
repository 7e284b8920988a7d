/* One run of a program: starts it by tools/launch, watches it, ends it where that is due, and gathers what is known. */
#ifndef MPILAB_CHECK_RUNNER_H
#define MPILAB_CHECK_RUNNER_H

#include "outcome.h"
#include "run_request.h"
#include "settings.h"

/* To be called in a process of its own (pool.h). Where at the time limit ranks are still in MPI_Init, or have all ended
 * well, the launcher has taken the time, as on a machine that has much to do: then once more, with more time. */
void runner_run(const settings *how, const run_request *wish, outcome *to);

#endif
