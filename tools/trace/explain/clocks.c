#include "clocks.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_CLOCKS = 8000000 };

static int by_event(const void *a, const void *b)
{
    const clocks_step *x = a, *y = b;
    if (x->event != y->event) {
        return x->event < y->event ? -1 : 1;
    }
    if (x->is_end != y->is_end) {
        return x->is_end ? 1 : -1;
    }
    return (x->index > y->index) - (x->index < y->index);
}

static uint64_t *clock_of(const clocks *c, int rank, size_t index)
{
    return c->clocks[rank] + index * (size_t)c->size;
}

static size_t index_of(const clocks *c, const replay_operation *op)
{
    return (size_t)(op - c->ranks[op->rank].operations);
}

static bool is_begun(const clocks *c, int rank, size_t index)
{
    return clock_of(c, rank, index)[rank] != 0;
}

static void learn(clocks *c, int rank, const uint64_t *clock)
{
    uint64_t *own = c->now + (size_t)rank * (size_t)c->size;
    for (int i = 0; i < c->size; i++) {
        own[i] = clock[i] > own[i] ? clock[i] : own[i];
    }
}

static bool end_collective(clocks *c, int rank, const replay_operation *op)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < c->size; other++) {
            const replay_operation *there =
                other != rank ? replay_collective(&c->ranks[other], op->collective) : NULL;
            if (there == NULL) {
                continue;
            }
            if (pass == 0 && !is_begun(c, other, index_of(c, there))) {
                return false;
            }
            if (pass == 1) {
                learn(c, rank, clock_of(c, other, index_of(c, there)));
            }
        }
    }
    return true;
}

/* ---- MPI_Win_post and the like ---- */

static bool is_order(const replay_operation *op)
{
    return op->kind == REPLAY_ACCESS && op->access->kind >= TRACE_POSTED;
}

static bool is_about(const clocks *c, const replay_operation *op, const trace_access *like,
                     unsigned kind, int rank)
{
    return is_order(op) && op->access->kind == kind && op->access->window == like->window &&
           (c->groups[op->rank][index_of(c, op)] >> rank & 1) != 0;
}

/* The k-th MPI_Win_start for a rank goes with its k-th MPI_Win_post for this one: counted from the end, as the oldest
 * may be lost. */
static const replay_operation *order_partner(const clocks *c, const replay_operation *op, int other,
                                             unsigned kind)
{
    const replay_rank *here = &c->ranks[op->rank], *there = &c->ranks[other];
    size_t later = 0;
    for (const replay_operation *o = here->operations + here->count - 1; o > op; o--) {
        later += is_about(c, o, op->access, op->access->kind, other);
    }
    for (size_t i = there->count; i > 0; i--) {
        if (is_about(c, &there->operations[i - 1], op->access, kind, op->rank) && later-- == 0) {
            return &there->operations[i - 1];
        }
    }
    return NULL;
}

static bool end_order(clocks *c, const replay_operation *op)
{
    uint64_t group = c->groups[op->rank][index_of(c, op)];
    unsigned wanted = op->access->kind == TRACE_WAITED ? TRACE_COMPLETED : TRACE_POSTED;
    for (int other = 0;
         other < c->size && op->access->kind != TRACE_POSTED && op->access->kind != TRACE_COMPLETED;
         other++) {
        const replay_operation *there =
            (group >> other & 1) != 0 ? order_partner(c, op, other, wanted) : NULL;
        if (there != NULL && !is_begun(c, other, index_of(c, there))) {
            return false;
        }
        if (there != NULL) {
            learn(c, op->rank, clock_of(c, other, index_of(c, there)));
        } else if ((group >> other & 1) != 0) {
            c->blind[op->rank] = op->posted + 1;
        }
    }
    return true;
}

static uint64_t group_of(const load_rank *r, const trace_access *a)
{
    uint64_t bits = 0, rank;
    for (uint64_t i = 0; i < a->block_count && i < 256; i++) {
        if (load_count(r, a->blocks, a->block_count, i, &rank) && rank < 64) {
            bits |= UINT64_C(1) << rank;
        }
    }
    return bits;
}

/* ---- playing ---- */

static bool take_step(clocks *c, int rank, const clocks_step *s)
{
    const replay_operation *op = &c->ranks[rank].operations[s->index];
    uint64_t *own = c->now + (size_t)rank * (size_t)c->size;
    if (s->is_end && op->kind == REPLAY_COLLECTIVE && !end_collective(c, rank, op)) {
        return false;
    }
    if (s->is_end && is_order(op) && !end_order(c, op)) {
        return false;
    }
    bool listens =
        op->kind == REPLAY_RECEIVE || (op->kind == REPLAY_SEND && op->mode == TRACE_SYNCHRONOUS);
    if (s->is_end && listens && op->partner >= 0) {
        if (!is_begun(c, op->partner, op->partner_index)) {
            return false;
        }
        learn(c, rank, clock_of(c, op->partner, op->partner_index));
    }
    own[rank] = s->event + 1;
    if (!s->is_end) {
        memcpy(clock_of(c, rank, s->index), own, sizeof *own * (size_t)c->size);
    }
    return true;
}

static void play(clocks *c)
{
    bool moved = true;
    while (moved) {
        moved = false;
        for (int r = 0; r < c->size; r++) {
            while (c->next[r] < c->step_count[r] && take_step(c, r, &c->steps[r][c->next[r]])) {
                c->next[r]++;
                moved = true;
            }
        }
    }
}

static bool prepare_rank(clocks *c, int r)
{
    const replay_rank *rank = &c->ranks[r];
    c->steps[r] = calloc(2 * rank->count + 1, sizeof *c->steps[r]);
    c->clocks[r] = calloc((rank->count + 1) * (size_t)c->size, sizeof *c->clocks[r]);
    c->groups[r] = calloc(rank->count + 1, sizeof *c->groups[r]);
    if (c->steps[r] == NULL || c->clocks[r] == NULL || c->groups[r] == NULL) {
        return false;
    }
    for (size_t i = 0; i < rank->count; i++) {
        const replay_operation *op = &rank->operations[i];
        c->steps[r][c->step_count[r]++] = (clocks_step){op->posted, false, i};
        if (op->completed != UINT64_MAX) {
            c->steps[r][c->step_count[r]++] = (clocks_step){op->completed, true, i};
        }
        c->groups[r][i] = is_order(op) ? group_of(&c->run->ranks[r], op->access) : 0;
    }
    if (c->step_count[r] > 0) {
        qsort(c->steps[r], c->step_count[r], sizeof *c->steps[r], by_event);
    }
    return true;
}

static bool prepare(clocks *c)
{
    size_t sum = 0;
    for (int r = 0; r < c->size; r++) {
        sum += (c->ranks[r].count + 1) * (size_t)c->size;
    }
    bool good = sum <= MOST_CLOCKS;
    for (int r = 0; good && r < c->size; r++) {
        good = prepare_rank(c, r);
    }
    return good;
}

bool clocks_begin(clocks *c, const load_run *run)
{
    size_t ranks = (size_t)run->size + 1;
    *c = (clocks){.run = run, .size = run->size};
    if (!load_all_finalized(run) || run->hung || run->timed_out) {
        return false;
    }
    c->ranks = replay_begin(run, true);
    c->steps = calloc(ranks, sizeof *c->steps);
    c->step_count = calloc(ranks, sizeof *c->step_count);
    c->next = calloc(ranks, sizeof *c->next);
    c->now = calloc(ranks * ranks, sizeof *c->now);
    c->clocks = calloc(ranks, sizeof *c->clocks);
    c->groups = calloc(ranks, sizeof *c->groups);
    c->blind = calloc(ranks, sizeof *c->blind);
    bool good = c->ranks != NULL && c->steps != NULL && c->step_count != NULL && c->next != NULL &&
                c->now != NULL && c->clocks != NULL && c->groups != NULL && c->blind != NULL &&
                prepare(c);
    if (good) {
        play(c);
    }
    for (int r = 0; good && r < c->size; r++) {
        good = c->next[r] == c->step_count[r]; /* else the records contradict each other */
    }
    c->is_good = good;
    return good;
}

void clocks_free(clocks *c)
{
    for (int r = 0; c->steps != NULL && c->clocks != NULL && c->groups != NULL && r < c->size;
         r++) {
        free(c->steps[r]);
        free(c->clocks[r]);
        free(c->groups[r]);
    }
    replay_free(c->ranks, c->size);
    free(c->steps);
    free(c->step_count);
    free(c->next);
    free(c->now);
    free(c->clocks);
    free(c->groups);
    free(c->blind);
}

/* ---- questions ---- */

uint64_t clocks_known(const clocks *c, const replay_operation *op, int rank)
{
    return clock_of(c, op->rank, index_of(c, op))[rank];
}

bool clocks_before(const clocks *c, const replay_operation *op, const replay_operation *other)
{
    return op->completed != UINT64_MAX && clocks_known(c, other, op->rank) > op->completed;
}

const replay_operation *clocks_partner(const clocks *c, const replay_operation *op)
{
    return op->partner >= 0 ? &c->ranks[op->partner].operations[op->partner_index] : NULL;
}
