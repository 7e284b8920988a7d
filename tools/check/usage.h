/* What the ranks of a run take: time that the machine really gave them, and memory. Of Linux (/proc); elsewhere, and on
 * other hosts, nothing is known. */
#ifndef MPILAB_CHECK_USAGE_H
#define MPILAB_CHECK_USAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { USAGE_MOST_RANKS = 64 };

typedef struct {
    const char *executable, *folder; /* ranks are processes of that program, begun in that folder */
    int ranks, cores;
    pid_t pids[USAGE_MOST_RANKS];
    int count;
    double begun, looked; /* process_now: when some were seen first, and last looked for */
    double seconds;       /* they had since then, as if alone on the machine; 0: not known */
    uint64_t bytes;       /* of memory that they have together */
} usage;

/* Sets seconds and bytes. Waiting for others counts as time, waiting for a core does not. */
void usage_look(usage *u, double now);

/* How much memory a run may take here. */
uint64_t usage_most_bytes(void);

#endif
