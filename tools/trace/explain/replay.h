/* The run again, in an order of its own: each rank's operations as they were begun and completed, with the
 * messages matched as they were. For passes that ask "what if": of runs that the rings hold whole, or of their ends. */
#ifndef MPILAB_EXPLAIN_REPLAY_H
#define MPILAB_EXPLAIN_REPLAY_H

#include "load.h"

typedef enum { REPLAY_SEND, REPLAY_RECEIVE, REPLAY_COLLECTIVE, REPLAY_ACCESS } replay_kind;

/* One operation of one rank. Accesses to windows may be missing: the oldest, where the ring had not room for all. */
typedef struct {
    replay_kind kind;
    int rank;
    uint64_t posted, completed; /* events; completed UINT64_MAX: never */
    uint64_t site, complete_site;
    unsigned call, mode;
    bool is_library, is_nonblocking;
    const trace_message *message; /* of a send or receive */
    const trace_collective *collective;
    const trace_access *access;
    int partner; /* rank and index of the operation that it was matched with; -1: none */
    size_t partner_index;
} replay_operation;

typedef struct {
    replay_operation *operations; /* by time of posting */
    size_t count;
    size_t *collectives; /* which of them are collective calls: by communicator and index */
    size_t collective_count;
} replay_rank;

/* NULL: not whole, too long, or no memory. [run->size]
 * may_be_late: where the rings have lost the beginning, what came after a call that all ranks had to come to, and over
 * which nothing was pending. */
replay_rank *replay_begin(const load_run *run, bool may_be_late);

/* The call of this rank that goes with that of another one; NULL: there is none. */
const replay_operation *replay_collective(const replay_rank *rank, const trace_collective *wanted);
void replay_free(replay_rank *all, int size);

#endif
