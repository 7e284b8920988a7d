/* Which messages are on their way to each rank, and which pending receives will get them.
 *
 * MPI matches by communicator, source and tag; messages from one source, and receives, in order (MPI
 * standard 3.5). So what is left of a channel are the last ones of it, and what a receive will get follows
 * from the order in which the receives were posted. Where a receive takes any source and several have
 * sent, nobody can know: then all of those may be matched. */
#ifndef MPILAB_EXPLAIN_MATCH_H
#define MPILAB_EXPLAIN_MATCH_H

#include "load.h"

typedef struct {
    int source;
    uint64_t ordinal; /* in its channel, from 1 */
    const trace_message *sent;
    const trace_operation *by; /* the receive that gets it, or NULL */
    bool maybe;                /* some receive may get it */
} match_message;

typedef struct {
    const trace_operation *op;
    const match_message *message; /* NULL: none is there */
    bool maybe;                   /* ... or one of several */
} match_receive;

/* What has not arrived at one rank yet. */
typedef struct {
    match_message *messages;
    size_t message_count;
    match_receive *receives; /* in the order of posting */
    size_t receive_count;
    bool is_vague; /* something is not known: say nothing about what is missing */
} match_inbox;

match_inbox *match_all(const load_run *run); /* [run->size]; NULL: no memory */
void match_free(match_inbox *all, int size);

bool match_fits(const trace_operation *receive, const match_message *message);

/* The message that a send which is pending on rank `source` has sent; NULL: it has been received. */
const match_message *match_of_send(const match_inbox *all, int source, const trace_operation *send);

/* What the pending receive `op` of that inbox will get. */
const match_receive *match_of_receive(const match_inbox *inbox, const trace_operation *op);

/* Is a message there for a probe? */
bool match_for_probe(const match_inbox *inbox, const trace_operation *probe);

/* How many messages of a channel have been received by rank, from peer. */
uint64_t match_received(const load_rank *rank, uint64_t comm, int peer, int tag);

#endif
