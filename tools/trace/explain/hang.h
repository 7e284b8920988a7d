/* Who waits for whom: the situation of all ranks, judged in hang.c and told in hang_tell.c. */
#ifndef MPILAB_EXPLAIN_HANG_H
#define MPILAB_EXPLAIN_HANG_H

#include "match.h"

typedef enum { FREE, WAITING, GONE } hang_state;

typedef struct {
    const load_run *run;
    const match_inbox *inboxes;
    hang_state *states;
    bool *stuck;
} hang_situation;

/* False: no memory. End it in any case. */
bool hang_begin(hang_situation *s, const load_run *run);
void hang_end(hang_situation *s);

/* The operation that keeps a stuck rank, and the rank that it waits for (-1: all of a group). */
const trace_operation *hang_reason(const hang_situation *s, int rank, int *other);

#endif
