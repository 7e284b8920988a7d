/* Who waits for whom, and is there any way out? (A knot in a wait-for graph.)
 *
 * A rank is taken to be stuck until something is found that could let it go on: it is in no MPI call, or
 * in one that we know too little of; what it waits for is on its way; or the rank it waits for is not
 * stuck. What is left when nothing more is found can never go on. Ranks that have ended, or are past
 * MPI_Finalize, will do nothing for anybody. */
#include "match.h"
#include "passes.h"
#include "sites.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef enum { FREE, WAITING, GONE } rank_state;

typedef struct {
    const load_run *run;
    const match_inbox *inboxes;
    rank_state *states;
    bool *stuck;
} situation;

/* ---- what a rank is in ---- */

static rank_state state_of(const load_rank *r)
{
    const trace_header *h = &r->header;
    if (r->state != LOAD_WHOLE) {
        return FREE;
    }
    if (h->end != TRACE_END_NONE || h->life == TRACE_LIFE_FINALIZED) {
        return GONE;
    }
    bool is_known = h->threads == 1 && h->thread_level < 3 && h->unmodelled == 0 &&
                    r->sections[TRACE_SECTION_OPERATIONS].lost == 0 &&
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

static bool rank_is_stuck(const situation *s, int rank)
{
    return rank >= 0 && rank < s->run->size && s->stuck[rank];
}

static bool all_members_are_stuck(const situation *s, int rank, uint64_t comm_id)
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

static verdict judge_receive(const situation *s, int rank, const trace_operation *op)
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

static verdict judge_send(const situation *s, int rank, const trace_operation *op)
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

/* Has this rank begun the index-th collective call on the communicator? */
static bool has_come(const load_rank *r, uint64_t comm_id, uint64_t index)
{
    const trace_comm *comm = r->state == LOAD_WHOLE ? load_comm(r, comm_id) : NULL;
    return comm != NULL && comm->collectives > index;
}

/* Calls that no rank can leave before all have come (MPI standard 6.1). */
static bool waits_for_all(const char *name)
{
    static const char *const names[] = {"MPI_Barrier",     "MPI_Allreduce",
                                        "MPI_Allgather",   "MPI_Allgatherv",
                                        "MPI_Alltoall",    "MPI_Alltoallv",
                                        "MPI_Alltoallw",   "MPI_Reduce_scatter",
                                        "MPI_Finalize",    "MPI_Reduce_scatter_block",
                                        "MPI_Win_fence",   "MPI_Win_free",
                                        "MPI_Win_create",  "MPI_Win_allocate",
                                        "MPI_Comm_dup",    "MPI_Comm_split",
                                        "MPI_Comm_create", "MPI_Cart_create"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool is_nonblocking = strncmp(name, "MPI_I", 5) == 0;
        if (strcmp(names[i], name) == 0 ||
            (is_nonblocking && strcasecmp(name + 5, names[i] + 4) == 0)) {
            return true;
        }
    }
    return false;
}

static bool root_waits_for_all(const char *name)
{
    return strcmp(name, "MPI_Gather") == 0 || strcmp(name, "MPI_Gatherv") == 0 ||
           strcmp(name, "MPI_Reduce") == 0 || strcmp(name, "MPI_Igather") == 0 ||
           strcmp(name, "MPI_Igatherv") == 0 || strcmp(name, "MPI_Ireduce") == 0;
}

static verdict judge_collective(const situation *s, int rank, const trace_operation *op)
{
    const load_rank *r = &s->run->ranks[rank];
    const trace_comm *comm = load_comm(r, op->comm);
    const char *name = load_call(r, op->call);
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
        if (!has_come(&s->run->ranks[members[i]], op->comm, op->ordinal)) {
            absent++;
            absent_stuck += s->stuck[members[i]];
            root_is_absent = root_is_absent || (members[i] == op->peer && s->stuck[members[i]]);
        }
    }
    /* A call that not all must wait in: who is absent may not be the one it waits for, so all must be
     * stuck; but without its root nobody can go on. */
    bool one_is_enough = waits_for_all(name) || (root_waits_for_all(name) && op->peer == rank);
    bool shut = absent > 0 && (one_is_enough ? absent_stuck > 0 : absent_stuck == absent);
    shut = shut || (root_is_absent && !root_waits_for_all(name));
    return shut ? SHUT : OPEN;
}

static verdict judge(const situation *s, int rank, const trace_operation *op)
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

static bool is_stuck(const situation *s, int rank)
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

static void judge_all(situation *s)
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

int hang_find(const load_run *run, bool stuck[])
{
    int waiting = 0;
    situation s = {run, match_all(run), calloc((size_t)run->size + 1, sizeof *s.states), stuck};
    if (s.inboxes != NULL && s.states != NULL) {
        judge_all(&s);
        for (int r = 0; r < run->size; r++) {
            waiting += s.states[r] == WAITING && stuck[r];
        }
    }
    free(s.states);
    match_free((match_inbox *)s.inboxes, run->size);
    return waiting;
}

/* ---- saying it ---- */

/* The operation that keeps a stuck rank, and the rank that it waits for (-1: all of a group). */
static const trace_operation *reason(const situation *s, int rank, int *other)
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
            if (rank_is_stuck(s, members[i]) &&
                !has_come(&s->run->ranks[members[i]], best->comm, best->ordinal)) {
                *other = members[i];
                break;
            }
        }
    } else if (best != NULL && best->peer >= 0) {
        *other = best->peer;
    }
    return best;
}

static void describe_gone(const load_run *run, int rank, char text[], size_t size)
{
    const load_rank *r = &run->ranks[rank];
    const trace_header *h = &r->header;
    if (h->life >= TRACE_LIFE_FINALIZING) {
        snprintf(text, size, "rank %d, which is past its last message: it has called MPI_Finalize",
                 rank);
    } else if (h->end == TRACE_END_EXIT) {
        snprintf(text, size, "rank %d, which has ended with exit status %d", rank, h->end_value);
    } else {
        snprintf(text, size, "rank %d, which has ended", rank);
    }
}

static bool is_in_finalize(const load_rank *r)
{
    return r->header.life >= TRACE_LIFE_FINALIZING;
}

/* A message that is there, and is nearly the one that is waited for. */
static void near_miss(const situation *s, int rank, const trace_operation *op, char text[],
                      size_t size)
{
    const match_inbox *inbox = &s->inboxes[rank];
    text[0] = '\0';
    for (size_t i = 0; i < inbox->message_count; i++) {
        const match_message *m = &inbox->messages[i];
        bool same_peer = op->peer == TRACE_ANY || op->peer == m->source;
        bool same_tag = op->tag == TRACE_ANY || op->tag == m->sent->tag;
        if (m->by != NULL || (m->sent->flags & TRACE_LIBRARY) != 0) {
            continue;
        }
        const char *line = sites_text(&s->run->ranks[m->source], m->sent->site);
        if (same_peer && op->comm == m->sent->comm && !same_tag) {
            snprintf(text, size, ". Rank %d has sent tag %d (%s), but rank %d waits for tag %d",
                     m->source, m->sent->tag, line, rank, op->tag);
            return;
        }
        if (same_peer && same_tag && op->comm != m->sent->comm) {
            snprintf(text, size, ". Rank %d has sent its message on another communicator (%s)",
                     m->source, line);
            return;
        }
        if (!same_peer && same_tag && op->comm == m->sent->comm) {
            snprintf(text, size,
                     ". A message with tag %d has come from rank %d (%s), but rank %d waits for "
                     "one from rank %d",
                     m->sent->tag, m->source, line, rank, op->peer);
        }
    }
}

static void say_chain(const situation *s, report *to, int first)
{
    char sentence[FINDING_SENTENCE], part[400], miss[400] = "";
    int rank = first, other = -1, steps = 0, sends = 0, receives = 0, collectives = 0;
    bool *seen = calloc((size_t)s->run->size + 1, sizeof *seen);
    size_t used = (size_t)snprintf(sentence, sizeof sentence, "deadlock: ");
    if (seen == NULL) {
        return;
    }
    const trace_operation *op = reason(s, rank, &other);
    while (op != NULL && used < sizeof sentence - 500) {
        const load_rank *r = &s->run->ranks[rank];
        const char *call = load_call(r, r->header.state.call);
        const char *what = words_operation(r, op);
        bool same_call = r->header.state.call == op->call;
        seen[rank] = true;
        sends += op->kind == TRACE_SEND;
        receives += op->kind == TRACE_RECEIVE || op->kind == TRACE_PROBE;
        collectives += op->kind == TRACE_COLLECTIVE;
        if (steps == 0) {
            used += (size_t)snprintf(sentence + used, sizeof sentence - used, "rank %d", rank);
        }
        if (same_call) {
            snprintf(part, sizeof part, " waits at %s (%s%s)", sites_text(r, r->header.state.site),
                     what, words_comm(s->run, op->comm));
        } else {
            snprintf(part, sizeof part, " waits at %s (%s for the %s%s of %s)",
                     sites_text(r, r->header.state.site), call, what, words_comm(s->run, op->comm),
                     sites_text(r, op->site));
        }
        used += (size_t)snprintf(sentence + used, sizeof sentence - used, "%s for ", part);
        if ((op->kind == TRACE_RECEIVE || op->kind == TRACE_PROBE) && miss[0] == '\0') {
            near_miss(s, rank, op, miss, sizeof miss);
        }
        steps++;
        if (other < 0) {
            used += (size_t)snprintf(sentence + used, sizeof sentence - used,
                                     "a message that nobody will send");
            break;
        }
        if (other == rank) {
            used += (size_t)snprintf(sentence + used, sizeof sentence - used, "itself");
            break;
        }
        if (s->states[other] == GONE ||
            (is_in_finalize(&s->run->ranks[other]) && op->kind != TRACE_COLLECTIVE)) {
            describe_gone(s->run, other, part, sizeof part);
            used += (size_t)snprintf(sentence + used, sizeof sentence - used, "%s", part);
            break;
        }
        used += (size_t)snprintf(sentence + used, sizeof sentence - used, "rank %d", other);
        if (seen[other] || steps >= 8) {
            break;
        }
        used += (size_t)snprintf(sentence + used, sizeof sentence - used, ", which");
        rank = other;
        op = reason(s, rank, &other);
        if (op == NULL) {
            used += (size_t)snprintf(sentence + used, sizeof sentence - used, " cannot go on");
        }
    }
    const char *moral = "";
    if (steps >= 2 && receives == steps && miss[0] == '\0') {
        moral = steps == 2 ? "; both receive before they send" : "; all receive before they send";
    } else if (steps >= 2 && sends == steps) {
        moral = steps == 2 ? "; both send before they receive, and a send may wait for its receive"
                           : "; all send before they receive, and a send may wait for its receive";
    } else if (collectives == steps && steps >= 2) {
        moral = "; the ranks make their collective calls in different orders";
    }
    snprintf(sentence + used, used < sizeof sentence ? sizeof sentence - used : 0, "%s%s", moral,
             miss);
    finding *made =
        report_add(to, ERROR, "deadlock", first, s->run->ranks[first].header.state.site,
                   s->run->ranks[first].header.state.call, "02-point-to-point", "%s", sentence);
    for (int r = 0; r < s->run->size; r++) {
        if (s->states[r] == WAITING && s->stuck[r]) {
            const load_rank *at = &s->run->ranks[r];
            int unused;
            const trace_operation *why = reason(s, r, &unused);
            report_place(made, r, at->header.state.site, at->header.state.call);
            if (why != NULL && why->site != at->header.state.site) {
                report_place(made, r, why->site, why->call);
            }
        }
    }
    free(seen);
}

/* The best to begin with: one in a circle, or that waits for one who has gone. */
static int first_to_tell(const situation *s)
{
    int best = -1;
    for (int start = 0; start < s->run->size; start++) {
        if (s->states[start] != WAITING || !s->stuck[start] ||
            is_in_finalize(&s->run->ranks[start])) {
            continue;
        }
        best = best < 0 ? start : best;
        int rank = start, other = -1;
        for (int steps = 0; steps < s->run->size; steps++) {
            if (reason(s, rank, &other) == NULL || other < 0 || other >= s->run->size) {
                break;
            }
            if (other == start) {
                return start;
            }
            if (s->states[other] != WAITING) {
                break;
            }
            rank = other;
        }
    }
    return best;
}

static void say_where(const load_run *run, report *to)
{
    char sentence[FINDING_SENTENCE];
    size_t used =
        (size_t)snprintf(sentence, sizeof sentence, "the run was ended before it was over");
    int told = 0;
    for (int r = 0; r < run->size && used < sizeof sentence - 300 && told < 8; r++) {
        const load_rank *rank = &run->ranks[r];
        const trace_state *state = &rank->header.state;
        if (rank->state != LOAD_WHOLE || rank->header.life == TRACE_LIFE_FINALIZED) {
            continue;
        }
        if (state->call != 0) {
            used +=
                (size_t)snprintf(sentence + used, sizeof sentence - used, "; rank %d is in %s (%s)",
                                 r, load_call(rank, state->call), sites_text(rank, state->site));
        } else {
            used += (size_t)snprintf(
                sentence + used, sizeof sentence - used, "; rank %d computes since it left %s (%s)",
                r, load_call(rank, (unsigned)state->last_call), sites_text(rank, state->last_site));
        }
        told++;
    }
    finding *made = report_add(to, ERROR, "no_progress", 0, 0, 0, NULL, "%s", sentence);
    for (int r = 0; r < run->size; r++) {
        const trace_state *state = &run->ranks[r].header.state;
        if (run->ranks[r].state == LOAD_WHOLE) {
            report_place(made, r, state->call != 0 ? state->site : state->last_site,
                         state->call != 0 ? state->call : (unsigned)state->last_call);
        }
    }
}

/* Has something ended the run from inside: an error, a crash, an early exit? Then who waits is no wonder. */
static bool has_failed(const load_run *run)
{
    for (int r = 0; r < run->size; r++) {
        const trace_header *h = &run->ranks[r].header;
        if (run->ranks[r].state == LOAD_WHOLE &&
            (h->end == TRACE_END_ERROR || h->end == TRACE_END_ABORT || h->end == TRACE_END_SIGNAL ||
             (h->end == TRACE_END_EXIT && h->life < TRACE_LIFE_FINALIZING))) {
            return true;
        }
    }
    return false;
}

void pass_hang(report *to)
{
    const load_run *run = to->run;
    situation s = {run, match_all(run), calloc((size_t)run->size + 1, sizeof *s.states),
                   calloc((size_t)run->size + 1, sizeof *s.stuck)};
    if (s.inboxes != NULL && s.states != NULL && s.stuck != NULL &&
        (run->hung || run->timed_out || !has_failed(run))) {
        judge_all(&s);
        int first = first_to_tell(&s);
        if (first >= 0 && (run->hung || run->timed_out)) {
            say_chain(&s, to, first);
        } else if (run->timed_out || run->hung) {
            say_where(run, to);
        }
    }
    free(s.states);
    free(s.stuck);
    match_free((match_inbox *)s.inboxes, run->size);
}
