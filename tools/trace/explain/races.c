/* Receives from any source where another message might as well have come first, and then something would
 * go wrong: the message would not fit, or a later receive would wait for ever for a message that is gone.
 *
 * Whether a message may have come first follows from what happened before what (Lamport's relation): the
 * run is played again with a vector clock for each rank. Collective calls are taken to order all before
 * them and all after them, so that too little is found rather than too much. That the order alone is open
 * is a note: most programs that receive from any source mean that. */
#include "passes.h"
#include "replay.h"
#include "signatures.h"
#include "tell.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_PAIRS = 4000000, MOST_CLOCKS = 4000000 };

typedef struct {
    uint64_t event;
    bool is_end;
    size_t index;
} step;

typedef struct {
    const load_run *run;
    replay_rank *ranks;
    int size;
    step **steps;
    size_t *step_count, *next;
    uint64_t *now;     /* [size][size]: what each rank knows of the others: events + 1 */
    uint64_t **clocks; /* per rank [operation][size]: when it was begun; 0: not yet */
} player;

static int by_event(const void *a, const void *b)
{
    const step *x = a, *y = b;
    if (x->event != y->event) {
        return x->event < y->event ? -1 : 1;
    }
    if (x->is_end != y->is_end) {
        return x->is_end ? 1 : -1;
    }
    return (x->index > y->index) - (x->index < y->index);
}

static uint64_t *clock_of(const player *p, int rank, size_t index)
{
    return p->clocks[rank] + index * (size_t)p->size;
}

static bool is_begun(const player *p, int rank, size_t index)
{
    return clock_of(p, rank, index)[rank] != 0;
}

static void learn(player *p, int rank, const uint64_t *clock)
{
    uint64_t *own = p->now + (size_t)rank * (size_t)p->size;
    for (int i = 0; i < p->size; i++) {
        own[i] = clock[i] > own[i] ? clock[i] : own[i];
    }
}

/* The same call of another rank: calls on a communicator come in order, so it is looked for from the
 * beginning once per rank only. */
static bool find_call(const player *p, int rank, const trace_collective *wanted, size_t *index)
{
    const replay_rank *r = &p->ranks[rank];
    for (size_t i = 0; i < r->count; i++) {
        const replay_operation *op = &r->operations[i];
        if (op->kind == REPLAY_COLLECTIVE && op->collective->comm == wanted->comm &&
            op->collective->index == wanted->index) {
            *index = i;
            return true;
        }
    }
    return false;
}

static bool end_collective(player *p, int rank, const replay_operation *op)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < p->size; other++) {
            size_t index;
            if (other == rank || !find_call(p, other, op->collective, &index)) {
                continue;
            }
            if (pass == 0 && !is_begun(p, other, index)) {
                return false;
            }
            if (pass == 1) {
                learn(p, rank, clock_of(p, other, index));
            }
        }
    }
    return true;
}

static bool take_step(player *p, int rank, const step *s)
{
    const replay_operation *op = &p->ranks[rank].operations[s->index];
    uint64_t *own = p->now + (size_t)rank * (size_t)p->size;
    if (s->is_end && op->kind == REPLAY_COLLECTIVE && !end_collective(p, rank, op)) {
        return false;
    }
    bool listens =
        op->kind == REPLAY_RECEIVE || (op->kind == REPLAY_SEND && op->mode == TRACE_SYNCHRONOUS);
    if (s->is_end && listens && op->partner >= 0) {
        if (!is_begun(p, op->partner, op->partner_index)) {
            return false;
        }
        learn(p, rank, clock_of(p, op->partner, op->partner_index));
    }
    own[rank] = s->event + 1;
    if (!s->is_end) {
        memcpy(clock_of(p, rank, s->index), own, sizeof *own * (size_t)p->size);
    }
    return true;
}

static void play(player *p)
{
    bool moved = true;
    while (moved) {
        moved = false;
        for (int r = 0; r < p->size; r++) {
            while (p->next[r] < p->step_count[r] && take_step(p, r, &p->steps[r][p->next[r]])) {
                p->next[r]++;
                moved = true;
            }
        }
    }
}

/* ---- what might have come instead ---- */

static const replay_operation *partner_of(const player *p, const replay_operation *op)
{
    return op->partner >= 0 ? &p->ranks[op->partner].operations[op->partner_index] : NULL;
}

/* Would a later receive that names the source of `other` be left without a message? */
static const replay_operation *starved(const player *p, const replay_operation *receive,
                                       const replay_operation *other)
{
    const replay_rank *r = &p->ranks[receive->rank];
    const trace_message *m = other->message;
    const replay_operation *last = NULL;
    size_t named = 0, messages = 0;
    for (size_t i = 0; i < r->count; i++) {
        const replay_operation *op = &r->operations[i];
        if (op->kind != REPLAY_RECEIVE || op->message->comm != m->comm ||
            op->message->number <= receive->message->number) {
            continue;
        }
        const replay_operation *sent = partner_of(p, op);
        messages += sent != NULL && sent->rank == other->rank && sent->message->tag == m->tag;
        if (op->message->wanted_peer == other->rank && op->message->wanted_tag == m->tag) {
            named++;
            last = op;
        }
    }
    return named > 0 && named > messages - 1 ? last : NULL;
}

/* Is the message too long for the receive, or of another type? NULL: it would fit. */
static const char *problem_of(const trace_message *receive, const trace_message *other)
{
    uint64_t room = receive->buffer_end - receive->buffer_begin;
    return room != 0 && other->bytes > room                                            ? "length"
           : signatures_fit(&other->signature, &receive->signature) == SIGNATURES_TYPE ? "type"
                                                                                       : NULL;
}

static void tell(finding_list *to, const player *p, const replay_operation *receive,
                 const replay_operation *other)
{
    const load_rank *here = &p->run->ranks[receive->rank];
    const replay_operation *got = partner_of(p, receive), *left = starved(p, receive, other);
    const char *problem = problem_of(receive->message, other->message);
    bool is_race = left != NULL || problem != NULL;
    finding f;
    finding_start(&f, is_race ? FINDING_WARNING : FINDING_NOTE,
                  is_race ? "message_race" : "message_order");
    tell_place(&f, p->run, receive->rank, receive->site, receive->call);
    tell_call(&f, "", here, receive->call, receive->site);
    if (left != NULL) {
        tell_place(&f, p->run, left->rank, left->site, left->call);
        tell_call(&f, "left", here, left->call, left->site);
        finding_put(&f, "rank.got", "%d", got != NULL ? got->rank : -1);
    } else if (problem != NULL) {
        finding_put(&f, "problem", "%s", problem);
    }
    if (is_race) {
        finding_put(&f, "rank.other", "%d", other->rank);
        tell_site(&f, "other", &p->run->ranks[other->rank], other->site);
    }
    tell_place(&f, p->run, other->rank, other->site, other->call);
    findings_add(to, &f);
}

static void look_at(finding_list *to, const player *p, const replay_operation *receive)
{
    const trace_message *want = receive->message;
    const replay_rank *r = &p->ranks[receive->rank];
    const replay_operation *got = partner_of(p, receive);
    for (size_t i = 0; i < r->count; i++) {
        const replay_operation *later = &r->operations[i];
        const replay_operation *other = later->kind == REPLAY_RECEIVE ? partner_of(p, later) : NULL;
        if (other == NULL || got == NULL || later->message->number <= want->number ||
            other->rank == got->rank || other->message->comm != want->comm ||
            (want->wanted_tag != TRACE_ANY && want->wanted_tag != other->message->tag)) {
            continue;
        }
        uint64_t knows = clock_of(
            p, other->rank, (size_t)(other - p->ranks[other->rank].operations))[receive->rank];
        if (knows <=
            receive->completed) { /* it was sent without knowing that the receive was over */
            tell(to, p, receive, other);
        }
    }
}

/* ---- accesses to windows under shared locks, which nothing orders (MPI standard 12.7) ---- */

static const trace_comm *window_at(const player *p, const trace_access *a)
{
    return a->target >= 0 && a->target < p->size ? load_comm(&p->run->ranks[a->target], a->window)
                                                 : NULL;
}

static bool is_shared_lock(const replay_operation *op)
{
    const trace_access *a = op->access;
    return op->kind == REPLAY_ACCESS && !op->is_library && a->epoch_kind == TRACE_EPOCH_LOCK &&
           (a->flags & 1) == 0 && a->end != 0 && a->begin < UINT64_C(1) << 48;
}

static bool is_before(const player *p, const replay_operation *a, const replay_operation *b)
{
    uint64_t knows = clock_of(p, b->rank, (size_t)(b - p->ranks[b->rank].operations))[a->rank];
    return a->completed != UINT64_MAX && knows > a->completed;
}

static void compare_accesses(finding_list *to, const player *p, const replay_operation *a,
                             const replay_operation *b)
{
    const trace_access *x = a->access, *y = b->access;
    const trace_comm *window = window_at(p, x);
    if (x->window != y->window || x->target != y->target || window == NULL ||
        (x->kind == TRACE_GET && y->kind == TRACE_GET) || window->window_unit > UINT64_C(1) << 20) {
        return;
    }
    uint64_t unit = window->window_unit > 0 ? window->window_unit : 1;
    uint64_t first = x->begin * unit, second = y->begin * unit;
    if (first >= second + y->end || second >= first + x->end || is_before(p, a, b) ||
        is_before(p, b, a)) {
        return;
    }
    finding f;
    finding_start(&f, FINDING_ERROR, "window_conflict");
    tell_place(&f, p->run, a->rank, a->site, a->call);
    tell_place(&f, p->run, b->rank, b->site, b->call);
    tell_call(&f, "", &p->run->ranks[a->rank], a->call, a->site);
    tell_call(&f, "other", &p->run->ranks[b->rank], b->call, b->site);
    finding_put(&f, "rank", "%d", a->rank);
    finding_put(&f, "rank.other", "%d", b->rank);
    finding_put(&f, "target", "%d", x->target);
    findings_add(to, &f);
}

/* Programs with atomic operations may build an order out of them, of which we know nothing. */
static bool has_atomics(const player *p)
{
    for (int r = 0; r < p->size; r++) {
        for (size_t i = 0; i < p->ranks[r].count; i++) {
            const replay_operation *op = &p->ranks[r].operations[i];
            if (op->kind == REPLAY_ACCESS && op->access->kind == TRACE_ACCUMULATE) {
                return true;
            }
        }
    }
    return false;
}

static void look_at_locks(finding_list *to, const player *p)
{
    for (int r = 0; r < p->size && !has_atomics(p); r++) {
        for (int o = r + 1; o < p->size; o++) {
            for (size_t i = 0; i < p->ranks[r].count; i++) {
                const replay_operation *a = &p->ranks[r].operations[i];
                for (size_t j = 0; is_shared_lock(a) && j < p->ranks[o].count; j++) {
                    if (is_shared_lock(&p->ranks[o].operations[j])) {
                        compare_accesses(to, p, a, &p->ranks[o].operations[j]);
                    }
                }
            }
        }
    }
}

static bool prepare(player *p)
{
    size_t sum = 0;
    for (int r = 0; r < p->size; r++) {
        const replay_rank *rank = &p->ranks[r];
        sum += (rank->count + 1) * (size_t)p->size;
        if (sum > MOST_CLOCKS) {
            return false;
        }
        p->steps[r] = calloc(2 * rank->count + 1, sizeof *p->steps[r]);
        p->clocks[r] = calloc((rank->count + 1) * (size_t)p->size, sizeof *p->clocks[r]);
        if (p->steps[r] == NULL || p->clocks[r] == NULL) {
            return false;
        }
        for (size_t i = 0; i < rank->count; i++) {
            const replay_operation *op = &rank->operations[i];
            p->steps[r][p->step_count[r]++] = (step){op->posted, false, i};
            if (op->completed != UINT64_MAX) {
                p->steps[r][p->step_count[r]++] = (step){op->completed, true, i};
            }
        }
        if (p->step_count[r] > 0) {
            qsort(p->steps[r], p->step_count[r], sizeof *p->steps[r], by_event);
        }
    }
    return true;
}

/* Is there anything to do, and not too much? */
static bool is_worth_it(const replay_rank *ranks, int size)
{
    size_t wildcards = 0, collectives = 0, all = 0;
    for (int r = 0; r < size; r++) {
        for (size_t i = 0; i < ranks[r].count; i++) {
            const replay_operation *op = &ranks[r].operations[i];
            wildcards += (op->kind == REPLAY_RECEIVE && op->message->wanted_peer == TRACE_ANY) ||
                         op->kind == REPLAY_ACCESS;
            collectives += op->kind == REPLAY_COLLECTIVE;
        }
        all += ranks[r].count;
    }
    return wildcards > 0 && all < MOST_PAIRS / wildcards &&
           collectives < MOST_PAIRS / (all + 1) + 1;
}

void pass_races(const load_run *run, finding_list *to)
{
    if (!load_all_finalized(run) || run->hung || run->timed_out) {
        return;
    }
    size_t ranks = (size_t)run->size + 1;
    player p = {.run = run,
                .ranks = replay_begin(run),
                .size = run->size,
                .steps = calloc(ranks, sizeof *p.steps),
                .step_count = calloc(ranks, sizeof *p.step_count),
                .next = calloc(ranks, sizeof *p.next),
                .now = calloc(ranks * ranks, sizeof *p.now),
                .clocks = calloc(ranks, sizeof *p.clocks)};
    bool good = p.ranks != NULL && p.steps != NULL && p.step_count != NULL && p.next != NULL &&
                p.now != NULL && p.clocks != NULL && is_worth_it(p.ranks, run->size) && prepare(&p);
    if (good) {
        play(&p);
    }
    for (int r = 0; good && r < p.size; r++) {
        good = p.next[r] == p.step_count[r]; /* else the records contradict each other */
    }
    for (int r = 0; good && r < p.size; r++) {
        for (size_t i = 0; i < p.ranks[r].count; i++) {
            const replay_operation *op = &p.ranks[r].operations[i];
            if (op->kind == REPLAY_RECEIVE && op->message->wanted_peer == TRACE_ANY &&
                !op->is_library && op->completed != UINT64_MAX) {
                look_at(to, &p, op);
            }
        }
    }
    if (good) {
        look_at_locks(to, &p);
    }
    for (int r = 0; p.steps != NULL && p.clocks != NULL && r < p.size; r++) {
        free(p.steps[r]);
        free(p.clocks[r]);
    }
    replay_free(p.ranks, p.size);
    free(p.steps);
    free(p.step_count);
    free(p.next);
    free(p.now);
    free(p.clocks);
}
