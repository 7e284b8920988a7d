/* What happened before what (Lamport's relation): the run is played again with a vector clock for each rank.
 * Collective calls are taken to order all before them and all after them, so that too little is taken to be
 * concurrent rather than too much. So do MPI_Win_post and MPI_Win_start, MPI_Win_complete and MPI_Win_wait. */
#ifndef MPILAB_EXPLAIN_CLOCKS_H
#define MPILAB_EXPLAIN_CLOCKS_H

#include "replay.h"

typedef struct {
    uint64_t event;
    bool is_end;
    size_t index;
} clocks_step;

typedef struct {
    const load_run *run;
    replay_rank *ranks;
    int size;
    clocks_step **steps;
    size_t *step_count, *next;
    uint64_t *now;     /* [size][size]: what each rank knows of the others: events + 1 */
    uint64_t **clocks; /* per rank [operation][size]: when it was begun; 0: not yet */
    uint64_t *
        *groups; /* per rank [operation]: bits of the ranks that an order of accesses is about */
    bool is_good;
    uint64_t *blind; /* per rank: up to this event + 1 orders of accesses are lost */
} clocks;

/* False: nothing can be said, but clocks_free it. Of runs that have come to their end only. */
bool clocks_begin(clocks *c, const load_run *run);
void clocks_free(clocks *c);

/* What the rank of `op` knew of another one when it began: the number of the event + 1. */
uint64_t clocks_known(const clocks *c, const replay_operation *op, int rank);

/* Was it over before the other one began? */
bool clocks_before(const clocks *c, const replay_operation *op, const replay_operation *other);

/* The operation that it was matched with, or NULL. */
const replay_operation *clocks_partner(const clocks *c, const replay_operation *op);

#endif
