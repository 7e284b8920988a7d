/* Who waits for whom, and is there any way out? (A knot in a wait-for graph.)
 *
 * A rank is taken to be stuck until something is found that could let it go on: it is in no MPI call, or
 * in one that we know too little of; what it waits for is on its way; or the rank it waits for is not
 * stuck. What is left when nothing more is found can never go on. Ranks that have ended, or are past
 * MPI_Finalize, will do nothing for anybody. */
#include "hang.h"
#include "passes.h"
#include "signatures.h"
#include <stdlib.h>
#include <string.h>

/* ---- what a rank is in ---- */

static hang_state state_of(const load_rank *r)
{
    const trace_header *h = &r->header;
    if (r->state != LOAD_WHOLE) {
        return FREE;
    }
    if (h->end != TRACE_END_NONE || h->life == TRACE_LIFE_FINALIZED) {
        return GONE;
    }
    bool is_known = h->threads == 1 && (h->thread_level < 2 || h->other_threads == 0) &&
                    h->unmodelled == 0 && r->sections[TRACE_SECTION_OPERATIONS].lost == 0 &&
                    r->sections[TRACE_SECTION_CHANNELS].lost == 0 &&
                    r->sections[TRACE_SECTION_COMMS].lost == 0;
    bool waits =
        h->state.call != 0 && (h->state.wait == TRACE_WAIT_ALL || h->state.wait == TRACE_WAIT_ANY);
    return is_known && waits ? WAITING : FREE;
}

static bool is_awaited(const trace_operation *op)
{
    return op->kind != TRACE_FREE && (op->flags & TRACE_AWAITED) != 0 &&
           (op->flags & TRACE_ACTIVE) != 0;
}

/* ---- is it stuck, if those in stuck[] are? ---- */

/* What one operation is to its rank: it can complete; or it cannot, as far as we see; or it is a standard
 * send, of which only the library knows whether it has been buffered. */
typedef enum { OPEN, POSSIBLY_SHUT, SHUT } verdict;

static bool rank_is_stuck(const hang_situation *s, int rank)
{
    return rank >= 0 && rank < s->run->size && s->stuck[rank];
}

static bool all_members_are_stuck(const hang_situation *s, int rank, uint64_t comm_id)
{
    const load_rank *r = &s->run->ranks[rank];
    const trace_comm *comm = load_comm(r, comm_id);
    size_t count;
    const int32_t *members = comm != NULL ? load_partners(r, comm, &count) : NULL;
    if (members == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!rank_is_stuck(s, members[i])) {
            return false;
        }
    }
    return true;
}

static verdict judge_receive(const hang_situation *s, int rank, const trace_operation *op)
{
    const match_inbox *inbox = &s->inboxes[rank];
    if (inbox->is_vague) {
        return OPEN;
    }
    if (op->kind == TRACE_PROBE ? match_for_probe(inbox, op) : false) {
        return OPEN;
    }
    if (op->kind == TRACE_RECEIVE) {
        const match_receive *found = match_of_receive(inbox, op);
        if (found == NULL || found->message != NULL || found->maybe) {
            return OPEN;
        }
    }
    bool hopeless = op->peer == TRACE_ANY ? all_members_are_stuck(s, rank, op->comm)
                                          : rank_is_stuck(s, op->peer);
    return hopeless ? SHUT : OPEN;
}

static verdict judge_send(const hang_situation *s, int rank, const trace_operation *op)
{
    if (op->mode == TRACE_BUFFERED || op->mode == TRACE_READY || op->peer < 0 ||
        op->peer >= s->run->size || s->inboxes[op->peer].is_vague) {
        return OPEN;
    }
    const match_message *m = match_of_send(s->inboxes, rank, op);
    if (m == NULL || m->by != NULL || m->maybe || !rank_is_stuck(s, op->peer)) {
        return OPEN;
    }
    bool must_wait = op->mode == TRACE_SYNCHRONOUS || s->run->ranks[rank].header.is_synchronous;
    return must_wait ? SHUT : POSSIBLY_SHUT;
}

static const trace_collective *find_call(const load_rank *r, uint64_t comm, uint64_t index)
{
    for (size_t i = LOAD_COUNT(r, COLLECTIVES); i > 0; i--) {
        const trace_collective *c = &LOAD_COLLECTIVES(r)[i - 1];
        if (c->comm == comm && c->index == index) {
            return c;
        }
    }
    return NULL;
}

static bool agree(const load_rank *here, const trace_collective *own, const load_rank *there,
                  const trace_collective *its)
{
    bool same = strcmp(load_call(here, own->call), load_call(there, its->call)) == 0 &&
                (own->root == its->root || own->root < 0 || its->root < 0);
    bool is_alike = load_call_has(here, own->call, MPI_FACT_SAME_SEND) && own->send.known == 1 &&
                    its->send.known == 1;
    return same && (!is_alike || signatures_compare(&own->send, &its->send) != SIGNATURES_COUNT);
}

/* Has rank `other` begun the collective call that `op` is on rank `rank`? One that is in another call, or has
 * another root or another count, will never do so. */
static bool has_come(const hang_situation *s, int rank, const trace_operation *op, int other)
{
    const load_rank *here = &s->run->ranks[rank], *there = &s->run->ranks[other];
    const trace_comm *comm = there->state == LOAD_WHOLE ? load_comm(there, op->comm) : NULL;
    if (comm == NULL || comm->collectives <= op->ordinal) {
        return false;
    }
    const trace_collective *own = find_call(here, op->comm, op->ordinal),
                           *its = find_call(there, op->comm, op->ordinal);
    if (own == NULL || its == NULL) {
        return true;
    }
    return agree(here, own, there, its);
}

static verdict judge_collective(const hang_situation *s, int rank, const trace_operation *op)
{
    const load_rank *r = &s->run->ranks[rank];
    const trace_comm *comm = load_comm(r, op->comm);
    bool all_wait = load_call_has(r, op->call, MPI_FACT_WAITS),
         root_waits = load_call_has(r, op->call, MPI_FACT_ROOT_WAITS);
    size_t count = 0;
    int absent = 0, absent_stuck = 0;
    bool root_is_absent = false;
    if (comm == NULL || comm->kind == TRACE_KIND_INTERCOMM) {
        return OPEN;
    }
    const int32_t *members = load_members(r, comm, &count);
    for (size_t i = 0; members != NULL && i < count; i++) {
        if (members[i] < 0 || members[i] >= s->run->size) {
            return OPEN;
        }
        if (!has_come(s, rank, op, members[i])) {
            absent++;
            absent_stuck += s->stuck[members[i]];
            root_is_absent = root_is_absent || (members[i] == op->peer && s->stuck[members[i]]);
        }
    }
    /* A call that not all must wait in: who is absent may not be the one it waits for, so all must be
     * stuck; but without its root nobody can go on. */
    bool one_is_enough = all_wait || (root_waits && op->peer == rank);
    bool shut = absent > 0 && (one_is_enough ? absent_stuck > 0 : absent_stuck == absent);
    shut = shut || (root_is_absent && !root_waits);
    return shut ? SHUT : OPEN;
}

static verdict judge(const hang_situation *s, int rank, const trace_operation *op)
{
    switch (op->kind) {
    case TRACE_RECEIVE:
    case TRACE_PROBE:
        return judge_receive(s, rank, op);
    case TRACE_SEND:
        return judge_send(s, rank, op);
    case TRACE_COLLECTIVE:
        return judge_collective(s, rank, op);
    default:
        return OPEN;
    }
}

static bool is_stuck(const hang_situation *s, int rank)
{
    const load_rank *r = &s->run->ranks[rank];
    int open = 0, shut = 0, possibly = 0;
    for (size_t i = 1; i < LOAD_COUNT(r, OPERATIONS); i++) {
        const trace_operation *op = &LOAD_OPERATIONS(r)[i];
        if (is_awaited(op)) {
            verdict v = judge(s, rank, op);
            open += v == OPEN;
            shut += v == SHUT;
            possibly += v == POSSIBLY_SHUT;
        }
    }
    if (r->header.state.wait == TRACE_WAIT_ANY) {
        return open == 0 && shut + possibly > 0;
    }
    return shut > 0 || (possibly > 0 && open == 0);
}

static void judge_all(hang_situation *s)
{
    bool changed = true;
    for (int r = 0; r < s->run->size; r++) {
        s->states[r] = state_of(&s->run->ranks[r]);
        s->stuck[r] = s->states[r] != FREE;
    }
    while (changed) {
        changed = false;
        for (int r = 0; r < s->run->size; r++) {
            if (s->states[r] == WAITING && s->stuck[r] && !is_stuck(s, r)) {
                s->stuck[r] = false;
                changed = true;
            }
        }
    }
}

bool hang_begin(hang_situation *s, const load_run *run)
{
    size_t ranks = (size_t)run->size + 1;
    *s = (hang_situation){run, match_all(run), calloc(ranks, sizeof *s->states),
                          calloc(ranks, sizeof *s->stuck)};
    if (s->inboxes == NULL || s->states == NULL || s->stuck == NULL) {
        return false;
    }
    judge_all(s);
    return true;
}

void hang_end(hang_situation *s)
{
    match_free((match_inbox *)s->inboxes, s->run->size);
    free(s->states);
    free(s->stuck);
}

int hang_find(const load_run *run, bool stuck[])
{
    int waiting = 0;
    hang_situation s;
    if (hang_begin(&s, run)) {
        for (int r = 0; r < run->size; r++) {
            stuck[r] = s.stuck[r];
            waiting += s.states[r] == WAITING && stuck[r];
        }
    }
    hang_end(&s);
    return waiting;
}

const trace_operation *hang_reason(const hang_situation *s, int rank, int *other)
{
    const load_rank *r = &s->run->ranks[rank];
    const trace_operation *best = NULL;
    verdict best_verdict = OPEN;
    for (size_t i = 1; i < LOAD_COUNT(r, OPERATIONS); i++) {
        const trace_operation *op = &LOAD_OPERATIONS(r)[i];
        verdict v = is_awaited(op) ? judge(s, rank, op) : OPEN;
        if (v > best_verdict) {
            best = op;
            best_verdict = v;
        }
    }
    *other = -1;
    if (best != NULL && best->kind == TRACE_COLLECTIVE) {
        const trace_comm *comm = load_comm(r, best->comm);
        size_t count = 0;
        const int32_t *members = comm != NULL ? load_members(r, comm, &count) : NULL;
        for (size_t i = 0; i < count; i++) {
            if (rank_is_stuck(s, members[i]) && !has_come(s, rank, best, members[i])) {
                *other = members[i];
                break;
            }
        }
    } else if (best != NULL && best->peer >= 0) {
        *other = best->peer;
    }
    return best;
}
