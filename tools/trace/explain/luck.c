/* Would the run still end if no standard send were buffered? (MPI standard 3.4: whether a standard send
 * waits for its receive is up to the library, and a correct program does not rely on either.)
 *
 * The run is played again, each rank's events in order. At the event in which a send was completed, its
 * receive must have been posted; a receive, its send; a collective call that waits for all, all calls of
 * it. When no rank can take its next step, and one of them stands at a standard send, that send was luck; else at a
 * collective call that need not wait for all (MPI_Bcast), that it did not was luck.
 * With receives from any source another run may match otherwise: then nothing is said about those that
 * depend on it. */
#include "passes.h"
#include "replay.h"
#include "tell.h"
#include <stdlib.h>
#include <string.h>

/* A step: an event at which a rank posts operations, and completes others. */
typedef struct {
    replay_rank *ranks;
    int size;
    size_t *next;      /* per rank: the next operation by completion */
    size_t **order;    /* per rank: operations in the order of completion */
    uint64_t *reached; /* per rank: all operations posted before this event, or in it, are begun */
} player;

static player *sorting; /* for by_completion */
static int sorting_rank;

static int by_completion(const void *a, const void *b)
{
    const replay_operation *all = sorting->ranks[sorting_rank].operations;
    const replay_operation *x = &all[*(const size_t *)a], *y = &all[*(const size_t *)b];
    return x->completed != y->completed ? (x->completed < y->completed ? -1 : 1) : 0;
}

static bool sort_completions(player *p, int rank)
{
    size_t *all = p->order[rank] = calloc(p->ranks[rank].count + 1, sizeof *all);
    for (size_t i = 0; all != NULL && i < p->ranks[rank].count; i++) {
        all[i] = i;
    }
    sorting = p;
    sorting_rank = rank;
    if (all != NULL && p->ranks[rank].count > 0) {
        qsort(all, p->ranks[rank].count, sizeof *all, by_completion);
    }
    return all != NULL;
}

static bool is_begun(const player *p, int rank, size_t index)
{
    return p->ranks[rank].operations[index].posted <= p->reached[rank];
}

static bool all_have_come(const player *p, const load_run *run, const replay_operation *op)
{
    const load_rank *r = &run->ranks[op->rank];
    const trace_comm *comm = load_comm(r, op->collective->comm);
    size_t count = 0;
    const int32_t *members = comm != NULL ? load_members(r, comm, &count) : NULL;
    for (size_t i = 0; members != NULL && i < count; i++) {
        if (members[i] < 0 || members[i] >= p->size) {
            return true;
        }
        const replay_operation *o = replay_collective(&p->ranks[members[i]], op->collective);
        bool exists = o != NULL, come = exists && o->posted <= p->reached[members[i]];
        if (exists && !come) {
            return false;
        }
    }
    return true;
}

/* A collective call may wait for all (6.1): a correct program relies on that as little as on buffering. */
static bool can_complete(const player *p, const load_run *run, const replay_operation *op)
{
    switch (op->kind) {
    case REPLAY_SEND:
        return op->mode == TRACE_BUFFERED || op->mode == TRACE_READY || op->partner < 0 ||
               is_begun(p, op->partner, op->partner_index);
    case REPLAY_RECEIVE:
        return op->partner < 0 || is_begun(p, op->partner, op->partner_index);
    case REPLAY_COLLECTIVE:
        return all_have_come(p, run, op);
    case REPLAY_ACCESS:
        return true;
    }
    return true;
}

/* The next completion of a rank, or NULL. */
static const replay_operation *next_of(const player *p, int rank)
{
    const replay_rank *r = &p->ranks[rank];
    if (p->next[rank] >= r->count) {
        return NULL;
    }
    const replay_operation *op = &r->operations[p->order[rank][p->next[rank]]];
    return op->completed == UINT64_MAX ? NULL : op;
}

/* All that is posted up to the event of the next completion is begun, without waiting. */
static void reach(player *p, int rank)
{
    const replay_operation *op = next_of(p, rank);
    p->reached[rank] = op != NULL ? op->completed : UINT64_MAX;
}

static void play(player *p, const load_run *run)
{
    bool moved = true;
    while (moved) {
        moved = false;
        for (int r = 0; r < p->size; r++) {
            const replay_operation *op;
            while ((op = next_of(p, r)) != NULL && can_complete(p, run, op)) {
                p->next[r]++;
                reach(p, r);
                moved = true;
            }
        }
    }
}

static bool has_wildcards(const player *p)
{
    for (int r = 0; r < p->size; r++) {
        for (size_t i = 0; i < p->ranks[r].count; i++) {
            const replay_operation *op = &p->ranks[r].operations[i];
            if (op->kind == REPLAY_RECEIVE && op->message->wanted_peer == TRACE_ANY) {
                return true;
            }
        }
    }
    return false;
}

/* The call in which an operation was completed; NULL: lost. */
static const char *completing_call(const load_rank *r, const replay_operation *op)
{
    const load_section *events = &r->sections[TRACE_SECTION_EVENTS];
    if (op->completed < events->first || op->completed - events->first >= events->count) {
        return NULL;
    }
    const trace_event *e = &LOAD_EVENTS(r)[op->completed - events->first];
    return e->number == op->completed + 1 ? load_call(r, e->call) : NULL;
}

/* What a rank does next may depend on which request is done first: then another order is another run. */
static bool is_open(const load_run *run, const player *p)
{
    for (int r = 0; r < p->size; r++) {
        const replay_operation *op = next_of(p, r);
        const char *call = op != NULL ? completing_call(&run->ranks[r], op) : "";
        if (call == NULL || (mpi_facts_of(call)->flags & MPI_FACT_BY_TIME) != 0) {
            return true;
        }
    }
    return false;
}

/* The rank that a collective call still waits for, if that is what it waits for; -1: nobody. */
static int late_for(const load_run *run, const player *p, const replay_operation *op)
{
    for (int r = 0; op->kind == REPLAY_COLLECTIVE && !op->is_library && r < p->size; r++) {
        const replay_operation *there = replay_collective(&p->ranks[r], op->collective);
        if (there != NULL && there->posted > p->reached[r] && next_of(p, r) != NULL &&
            !load_call_has(&run->ranks[op->rank], op->call, MPI_FACT_WAITS)) {
            return r;
        }
    }
    return -1;
}

/* A collective call that did not wait for all, though it might have. */
static void tell_collective(const load_run *run, finding_list *to, const player *p)
{
    for (int r = 0; r < p->size; r++) {
        const replay_operation *op = next_of(p, r);
        int late = op != NULL ? late_for(run, p, op) : -1;
        if (late < 0) {
            continue;
        }
        const replay_operation *other = next_of(p, late);
        finding f;
        finding_start(&f, FINDING_WARNING, "unsafe_collective");
        tell_place(&f, run, r, op->site, op->call);
        tell_place(&f, run, late, other->site, other->call);
        tell_call(&f, "", &run->ranks[r], op->call, op->site);
        tell_call(&f, "other", &run->ranks[late], other->call, other->site);
        finding_put(&f, "rank", "%d", r);
        finding_put(&f, "rank.other", "%d", late);
        findings_add(to, &f);
        return;
    }
}

static void tell(const load_run *run, finding_list *to, const player *p)
{
    int ranks[64], count = 0;
    const replay_operation *first = NULL;
    finding f;
    finding_start(&f, FINDING_WARNING, "unsafe_send");
    for (int r = 0; r < p->size; r++) {
        const replay_operation *op = next_of(p, r);
        if (op != NULL && op->kind == REPLAY_SEND && op->mode == TRACE_STANDARD &&
            !op->is_library && count < 64) {
            first = first == NULL ? op : first;
            ranks[count++] = r;
            tell_place(&f, run, r, op->site, op->call);
        }
    }
    if (first != NULL) {
        const replay_operation *receive =
            &p->ranks[first->partner].operations[first->partner_index];
        tell_call(&f, "", &run->ranks[first->rank], first->call, first->site);
        tell_site(&f, "other", &run->ranks[first->partner], receive->site);
        finding_put_ranks(&f, "ranks.sending", ranks, count);
        findings_add(to, &f);
    } else {
        tell_collective(run, to, p);
    }
}

void pass_luck(const load_run *run, finding_list *to)
{
    if (!load_all_finalized(run) || run->hung || run->timed_out ||
        findings_count(to, FINDING_ERROR) > 0) {
        return; /* of a run that went wrong, nothing follows */
    }
    size_t ranks = (size_t)run->size + 1;
    player p = {.ranks = replay_begin(run, true),
                .size = run->size,
                .next = calloc(ranks, sizeof *p.next),
                .order = calloc(ranks, sizeof *p.order),
                .reached = calloc(ranks, sizeof *p.reached)};
    bool good = p.ranks != NULL && p.next != NULL && p.order != NULL && p.reached != NULL;
    for (int r = 0; good && r < run->size; r++) {
        good = sort_completions(&p, r);
    }
    for (int r = 0; good && r < run->size; r++) {
        reach(&p, r);
    }
    if (good) {
        play(&p, run);
        if (!has_wildcards(&p) && !is_open(run, &p)) {
            tell(run, to, &p);
        }
    }
    for (int r = 0; p.order != NULL && r < run->size; r++) {
        free(p.order[r]);
    }
    replay_free(p.ranks, run->size);
    free(p.next);
    free(p.order);
    free(p.reached);
}
