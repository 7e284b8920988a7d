#include "replay.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_OPERATIONS = 20000, MOST_RANKS = 64 };

static bool is_whole(const load_run *run)
{
    if (!load_is_complete(run) || run->size > MOST_RANKS) {
        return false;
    }
    size_t sum = 0;
    for (int r = 0; r < run->size; r++) {
        static const int rings[] = {TRACE_SECTION_SENDS, TRACE_SECTION_RECEIVES,
                                    TRACE_SECTION_COLLECTIVES, TRACE_SECTION_ACCESSES};
        for (size_t i = 0; i < sizeof rings / sizeof *rings; i++) {
            const load_section *s = &run->ranks[r].sections[rings[i]];
            sum += s->count;
            if (s->first != 0 || s->count != s->total || s->count > MOST_OPERATIONS) {
                return false;
            }
        }
        if (run->ranks[r].header.threads > 1) {
            return false; /* the order of events is not the order of the program */
        }
        for (size_t i = 1; i < LOAD_COUNT(&run->ranks[r], CALLS); i++) {
            const trace_call *c = &LOAD_CALLS(&run->ranks[r])[i];
            if (c->count[0] + c->count[1] > 0 &&
                load_call_has(&run->ranks[r], (unsigned)i, MPI_FACT_MATCHED)) {
                return false; /* messages that MPI_Mprobe took are received out of turn */
            }
        }
    }
    return sum <= 4 * MOST_OPERATIONS;
}

static int by_posting(const void *a, const void *b)
{
    const replay_operation *x = a, *y = b;
    if (x->posted != y->posted) {
        return x->posted < y->posted ? -1 : 1;
    }
    return (int)x->kind - (int)y->kind;
}

static void add_message(replay_rank *to, int rank, const trace_message *m, replay_kind kind)
{
    if ((m->flags & TRACE_CANCELLED) != 0) {
        return;
    }
    to->operations[to->count++] =
        (replay_operation){.kind = kind,
                           .rank = rank,
                           .posted = m->posted,
                           .completed = m->completed != 0 ? m->completed - 1 : UINT64_MAX,
                           .site = m->site,
                           .complete_site = m->complete_site,
                           .call = m->call,
                           .mode = m->mode,
                           .is_library = (m->flags & TRACE_LIBRARY) != 0,
                           .is_nonblocking = m->completed != m->posted + 1,
                           .message = m,
                           .partner = -1};
}

static bool collect(const load_rank *r, int rank, replay_rank *to)
{
    size_t room = LOAD_COUNT(r, SENDS) + LOAD_COUNT(r, RECEIVES) + LOAD_COUNT(r, COLLECTIVES) +
                  LOAD_COUNT(r, ACCESSES);
    to->operations = calloc(room + 1, sizeof *to->operations);
    if (to->operations == NULL) {
        return false;
    }
    for (size_t i = 0; i < LOAD_COUNT(r, SENDS); i++) {
        add_message(to, rank, &LOAD_SENDS(r)[i], REPLAY_SEND);
    }
    for (size_t i = 0; i < LOAD_COUNT(r, RECEIVES); i++) {
        add_message(to, rank, &LOAD_RECEIVES(r)[i], REPLAY_RECEIVE);
    }
    for (size_t i = 0; i < LOAD_COUNT(r, COLLECTIVES); i++) {
        const trace_collective *c = &LOAD_COLLECTIVES(r)[i];
        to->operations[to->count++] =
            (replay_operation){.kind = REPLAY_COLLECTIVE,
                               .rank = rank,
                               .posted = c->posted,
                               .completed = c->completed != 0 ? c->completed - 1 : UINT64_MAX,
                               .site = c->site,
                               .call = c->call,
                               .is_library = (c->flags & TRACE_LIBRARY) != 0,
                               .is_nonblocking = (c->flags & TRACE_NONBLOCKING) != 0,
                               .collective = c,
                               .partner = -1};
    }
    for (size_t i = 0; i < LOAD_COUNT(r, ACCESSES); i++) {
        const trace_access *a = &LOAD_ACCESSES(r)[i];
        to->operations[to->count++] =
            (replay_operation){.kind = REPLAY_ACCESS,
                               .rank = rank,
                               .posted = a->posted,
                               .completed = a->completed != 0 ? a->completed - 1 : UINT64_MAX,
                               .site = a->site,
                               .call = a->call,
                               .is_library = (a->flags & 2) != 0,
                               .is_nonblocking = true,
                               .access = a,
                               .partner = -1};
    }
    if (to->count > 0) {
        qsort(to->operations, to->count, sizeof *to->operations, by_posting);
    }
    return true;
}

/* Ends of messages, to be put together. */
typedef struct {
    uint64_t comm;
    int source, target, tag;
    uint64_t age; /* number in its ring: posting order */
    int rank;
    size_t index;
} end;

static int by_channel(const void *a, const void *b)
{
    const end *x = a, *y = b;
    if (x->comm != y->comm) {
        return x->comm < y->comm ? -1 : 1;
    }
    if (x->source != y->source) {
        return x->source < y->source ? -1 : 1;
    }
    if (x->target != y->target) {
        return x->target < y->target ? -1 : 1;
    }
    if (x->tag != y->tag) {
        return x->tag < y->tag ? -1 : 1;
    }
    return (x->age > y->age) - (x->age < y->age);
}

static bool same_channel(const end *x, const end *y)
{
    return x->comm == y->comm && x->source == y->source && x->target == y->target &&
           x->tag == y->tag;
}

/* The k-th message of a channel is the k-th received from it (MPI standard 3.5). */
static bool pair(replay_rank *all, int size)
{
    size_t room = 0, sends = 0, receives = 0;
    for (int r = 0; r < size; r++) {
        room += all[r].count;
    }
    end *sent = calloc(room + 1, sizeof *sent), *got = calloc(room + 1, sizeof *got);
    for (int r = 0; sent != NULL && got != NULL && r < size; r++) {
        for (size_t i = 0; i < all[r].count; i++) {
            const replay_operation *op = &all[r].operations[i];
            const trace_message *m = op->message;
            if (op->kind == REPLAY_SEND) {
                sent[sends++] = (end){m->comm, r, m->peer, m->tag, m->number, r, i};
            } else if (op->kind == REPLAY_RECEIVE && op->completed != UINT64_MAX) {
                got[receives++] = (end){m->comm, m->peer, r, m->tag, m->number, r, i};
            }
        }
    }
    bool good = sent != NULL && got != NULL;
    if (good) {
        qsort(sent, sends, sizeof *sent, by_channel);
        qsort(got, receives, sizeof *got, by_channel);
    }
    for (size_t s = 0, g = 0; good && s < sends && g < receives;) {
        int order = same_channel(&sent[s], &got[g])     ? 0
                    : by_channel(&sent[s], &got[g]) < 0 ? -1
                                                        : 1;
        if (order == 0) {
            replay_operation *a = &all[sent[s].rank].operations[sent[s].index],
                             *b = &all[got[g].rank].operations[got[g].index];
            a->partner = got[g].rank;
            a->partner_index = got[g].index;
            b->partner = sent[s].rank;
            b->partner_index = sent[s].index;
        }
        s += order <= 0;
        g += order >= 0;
    }
    free(sent);
    free(got);
    return good;
}

replay_rank *replay_begin(const load_run *run)
{
    if (!is_whole(run)) {
        return NULL;
    }
    replay_rank *all = calloc((size_t)run->size + 1, sizeof *all);
    bool good = all != NULL;
    for (int r = 0; good && r < run->size; r++) {
        good = collect(&run->ranks[r], r, &all[r]);
    }
    if (!good || !pair(all, run->size)) {
        replay_free(all, run->size);
        return NULL;
    }
    return all;
}

void replay_free(replay_rank *all, int size)
{
    for (int r = 0; all != NULL && r < size; r++) {
        free(all[r].operations);
    }
    free(all);
}
