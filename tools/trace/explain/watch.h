/* Watching a run that is going on. */
#ifndef MPILAB_EXPLAIN_WATCH_H
#define MPILAB_EXPLAIN_WATCH_H

#include <stdint.h>
#include <sys/types.h>

/* Until a deadlock is certain (true), or the process has ended (false). */
_Bool watch(const char *directory, uint64_t run_id, pid_t process);

#endif
