/* Watching a run that is going on. */
#ifndef MPILAB_EXPLAIN_WATCH_H
#define MPILAB_EXPLAIN_WATCH_H

#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

typedef enum {
    WATCH_ENDED,    /* the process has ended */
    WATCH_DEADLOCK, /* a deadlock is certain; or nothing moves any more, and an error is certain */
    WATCH_LOST      /* a rank has died, and the launcher does not end the run */
} watch_end;

/* to: for a line on where the ranks are, when no message has moved for some seconds and nobody computes; or NULL. */
watch_end watch(const char *directory, uint64_t run_id, pid_t process, FILE *to);

#endif
