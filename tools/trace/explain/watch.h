/* Watching a run that is going on. */
#ifndef MPILAB_EXPLAIN_WATCH_H
#define MPILAB_EXPLAIN_WATCH_H

#include <stdint.h>
#include <sys/types.h>

typedef enum {
    WATCH_ENDED,    /* the process has ended */
    WATCH_DEADLOCK, /* a deadlock is certain */
    WATCH_LOST      /* a rank has died, and the launcher does not end the run */
} watch_end;

watch_end watch(const char *directory, uint64_t run_id, pid_t process);

#endif
