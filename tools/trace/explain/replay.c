#include "replay.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_OPERATIONS = 100000, MOST_RANKS = 64, MOST_TRIES = 256 };

static const int rings[] = {TRACE_SECTION_SENDS, TRACE_SECTION_RECEIVES, TRACE_SECTION_COLLECTIVES};
enum { RINGS = sizeof rings / sizeof *rings };

/* Is it known, and not too much? */
static bool is_fit(const load_run *run)
{
    if (!load_is_complete(run) || run->size > MOST_RANKS) {
        return false;
    }
    size_t sum = 0;
    for (int r = 0; r < run->size; r++) {
        for (size_t i = 0; i < RINGS; i++) {
            const load_section *s = &run->ranks[r].sections[rings[i]];
            sum += s->count;
            if (s->count > MOST_OPERATIONS || s->first + s->count != s->total) {
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

/* ---- where to begin ---- */

/* From which event on nothing is lost. */
static uint64_t first_known(const load_rank *r)
{
    uint64_t first = 0;
    if (r->sections[TRACE_SECTION_SENDS].first > 0 && LOAD_COUNT(r, SENDS) > 0) {
        first = LOAD_SENDS(r)[0].posted + 1;
    }
    if (r->sections[TRACE_SECTION_RECEIVES].first > 0 && LOAD_COUNT(r, RECEIVES) > 0 &&
        LOAD_RECEIVES(r)[0].posted >= first) {
        first = LOAD_RECEIVES(r)[0].posted + 1;
    }
    if (r->sections[TRACE_SECTION_COLLECTIVES].first > 0 && LOAD_COUNT(r, COLLECTIVES) > 0 &&
        LOAD_COLLECTIVES(r)[0].posted >= first) {
        first = LOAD_COLLECTIVES(r)[0].posted + 1;
    }
    return first;
}

/* Is a message on its way over this event? */
static bool is_crossed(const trace_message *messages, size_t count, uint64_t event)
{
    for (size_t i = 0; i < count && messages[i].posted <= event; i++) {
        if ((messages[i].flags & TRACE_CANCELLED) == 0 &&
            (messages[i].completed == 0 || messages[i].completed - 1 > event)) {
            return true;
        }
    }
    return false;
}

/* The call of this rank that goes with `like`, if the run may begin behind it. */
static bool begins_after(const load_rank *r, const trace_collective *like, uint64_t *event)
{
    for (size_t i = 0; i < LOAD_COUNT(r, COLLECTIVES); i++) {
        const trace_collective *c = &LOAD_COLLECTIVES(r)[i];
        if (c->comm == like->comm && c->index == like->index) {
            *event = c->posted;
            return c->completed == c->posted + 1 && load_call_has(r, c->call, MPI_FACT_WAITS) &&
                   c->posted >= first_known(r) &&
                   !is_crossed(LOAD_SENDS(r), LOAD_COUNT(r, SENDS), c->posted) &&
                   !is_crossed(LOAD_RECEIVES(r), LOAD_COUNT(r, RECEIVES), c->posted);
        }
    }
    return false;
}

static bool all_begin_after(const load_run *run, const trace_collective *call, uint64_t from[])
{
    bool good = true;
    for (int r = 0; good && r < run->size; r++) {
        good = begins_after(&run->ranks[r], call, &from[r]);
        from[r]++;
    }
    return good;
}

/* All messages have been received: else nobody knows which are the last ones of a channel. */
static bool all_received(const load_run *run)
{
    uint64_t sent = 0, received = 0;
    for (int r = 0; r < run->size; r++) {
        for (size_t i = 0; i < LOAD_COUNT(&run->ranks[r], CHANNELS); i++) {
            sent += LOAD_CHANNELS(&run->ranks[r])[i].sent;
            received += LOAD_CHANNELS(&run->ranks[r])[i].received;
        }
    }
    return sent == received;
}

/* From which event on each rank is played: from the first, or (is_late) from one that all have come to. */
static bool find_start(const load_run *run, bool may_be_late, uint64_t from[MOST_RANKS],
                       bool *is_late)
{
    const load_rank *r = &run->ranks[0];
    *is_late = false;
    for (int i = 0; i < run->size; i++) {
        from[i] = 0;
        *is_late = *is_late || first_known(&run->ranks[i]) > 0;
    }
    bool found = !*is_late;
    int tries = 0;
    for (size_t i = 0; !found && may_be_late && all_received(run) &&
                       i < LOAD_COUNT(r, COLLECTIVES) && tries < MOST_TRIES;
         i++) {
        const trace_collective *c = &LOAD_COLLECTIVES(r)[i];
        const trace_comm *comm = load_comm(r, c->comm);
        if (comm != NULL && comm->size == (uint32_t)run->size &&
            load_call_has(r, c->call, MPI_FACT_WAITS)) {
            tries++;
            found = all_begin_after(run, c, from);
        }
    }
    return found;
}

static int by_posting(const void *a, const void *b)
{
    const replay_operation *x = a, *y = b;
    if (x->posted != y->posted) {
        return x->posted < y->posted ? -1 : 1;
    }
    if (x->kind != y->kind || x->message == NULL || y->message == NULL) {
        return (int)x->kind - (int)y->kind;
    }
    return (x->message->number > y->message->number) - (x->message->number < y->message->number);
}

static void add_message(replay_rank *to, int rank, const trace_message *m, replay_kind kind,
                        uint64_t from)
{
    if ((m->flags & TRACE_CANCELLED) != 0 || m->posted < from) {
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

static void add_accesses(replay_rank *to, const load_rank *r, int rank, uint64_t from)
{
    for (size_t i = 0; i < LOAD_COUNT(r, ACCESSES); i++) {
        const trace_access *a = &LOAD_ACCESSES(r)[i];
        if (a->posted < from) {
            continue;
        }
        to->operations[to->count++] =
            (replay_operation){.kind = REPLAY_ACCESS,
                               .rank = rank,
                               .posted = a->posted,
                               .completed = a->completed != 0 ? a->completed - 1 : UINT64_MAX,
                               .site = a->site,
                               .call = a->call,
                               .is_library = (a->flags & TRACE_ACCESS_LIBRARY) != 0,
                               .is_nonblocking = true,
                               .access = a,
                               .partner = -1};
    }
}

static bool collect(const load_rank *r, int rank, replay_rank *to, uint64_t from)
{
    size_t room = LOAD_COUNT(r, SENDS) + LOAD_COUNT(r, RECEIVES) + LOAD_COUNT(r, COLLECTIVES) +
                  LOAD_COUNT(r, ACCESSES);
    to->operations = calloc(room + 1, sizeof *to->operations);
    if (to->operations == NULL) {
        return false;
    }
    for (size_t i = 0; i < LOAD_COUNT(r, SENDS); i++) {
        add_message(to, rank, &LOAD_SENDS(r)[i], REPLAY_SEND, from);
    }
    for (size_t i = 0; i < LOAD_COUNT(r, RECEIVES); i++) {
        add_message(to, rank, &LOAD_RECEIVES(r)[i], REPLAY_RECEIVE, from);
    }
    for (size_t i = 0; i < LOAD_COUNT(r, COLLECTIVES); i++) {
        const trace_collective *c = &LOAD_COLLECTIVES(r)[i];
        if (c->posted < from) {
            continue;
        }
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
    add_accesses(to, r, rank, from);
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

/* The k-th message of a channel is the k-th received from it (MPI standard 3.5); is_late: counted from the end. */
static bool pair(replay_rank *all, int size, bool is_late)
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
            uint64_t age = m == NULL ? 0 : is_late ? UINT64_MAX - m->number : m->number;
            if (op->kind == REPLAY_SEND) {
                sent[sends++] = (end){m->comm, r, m->peer, m->tag, age, r, i};
            } else if (op->kind == REPLAY_RECEIVE && op->completed != UINT64_MAX) {
                got[receives++] = (end){m->comm, m->peer, r, m->tag, age, r, i};
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

static int compare_collectives(const trace_collective *x, const trace_collective *y)
{
    if (x->comm != y->comm) {
        return x->comm < y->comm ? -1 : 1;
    }
    return (x->index > y->index) - (x->index < y->index);
}

static const replay_operation *sorting; /* for by_index */

static int by_index(const void *a, const void *b)
{
    return compare_collectives(sorting[*(const size_t *)a].collective,
                               sorting[*(const size_t *)b].collective);
}

static bool sort_collectives(replay_rank *r)
{
    r->collectives = calloc(r->count + 1, sizeof *r->collectives);
    for (size_t i = 0; r->collectives != NULL && i < r->count; i++) {
        if (r->operations[i].kind == REPLAY_COLLECTIVE) {
            r->collectives[r->collective_count++] = i;
        }
    }
    sorting = r->operations;
    if (r->collective_count > 0) {
        qsort(r->collectives, r->collective_count, sizeof *r->collectives, by_index);
    }
    return r->collectives != NULL;
}

const replay_operation *replay_collective(const replay_rank *rank, const trace_collective *wanted)
{
    size_t low = 0, high = rank->collective_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const replay_operation *o = &rank->operations[rank->collectives[middle]];
        int order = compare_collectives(o->collective, wanted);
        if (order == 0) {
            return o;
        }
        low = order < 0 ? middle + 1 : low;
        high = order > 0 ? middle : high;
    }
    return NULL;
}

replay_rank *replay_begin(const load_run *run, bool may_be_late)
{
    uint64_t from[MOST_RANKS];
    bool is_late;
    if (!is_fit(run) || !find_start(run, may_be_late, from, &is_late)) {
        return NULL;
    }
    replay_rank *all = calloc((size_t)run->size + 1, sizeof *all);
    bool good = all != NULL;
    for (int r = 0; good && r < run->size; r++) {
        good = collect(&run->ranks[r], r, &all[r], from[r]);
    }
    for (int r = 0; good && r < run->size; r++) {
        good = sort_collectives(&all[r]);
    }
    if (!good || !pair(all, run->size, is_late)) {
        replay_free(all, run->size);
        return NULL;
    }
    return all;
}

void replay_free(replay_rank *all, int size)
{
    for (int r = 0; all != NULL && r < size; r++) {
        free(all[r].operations);
        free(all[r].collectives);
    }
    free(all);
}
