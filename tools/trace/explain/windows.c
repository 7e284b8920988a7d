/* Two accesses to the same memory of a window that nothing orders (MPI standard 12.7): two that write, or one that writes
 * and one that reads. Accumulates with the same operation may meet. What a rank does in an MPI call with memory of its own
 * window (it sends it, receives there, puts from it) counts, too; its own loads and stores are not seen.
 *
 * What is ordered follows from clocks.h; where the run is not whole, only accesses between the same fences are compared.
 * Programs may build an order out of atomic accesses or exclusive locks, which the clocks know nothing of: where that is
 * possible, nothing is said. */
#include "clocks.h"
#include "passes.h"
#include "signatures.h"
#include "tell.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_TOUCHES = 400000, MOST_WORK = 30000000, MOST_SPANS = 4096, MOST_TOLD = 64, NO_OP = 14 };

/* Who touches which memory of whose window. */
typedef struct {
    int rank, target;
    uint64_t window, site, posted, completed; /* completed: event, UINT64_MAX: never */
    uint64_t begin, end;                      /* bytes from the window's start */
    unsigned call;
    bool writes, is_local;
    const trace_access *access; /* NULL: of a message, or a collective call */
    const replay_operation *op; /* NULL: the run is not whole */
} touch;

/* Touches that differ in time only. */
typedef struct {
    touch *first;
    size_t count;
} class;

typedef struct {
    finding_list *to;
    const load_run *run;
    const clocks *clocks; /* NULL: the run is not whole */
    touch *all;
    size_t count, room, work;
    class *classes;
    size_t class_count;
    /* Per rank: from which event on it may be told, and up to which it may tell something, by an atomic access. */
    uint64_t *hears, *emits;
    bool has_exclusive;
    uint64_t told[MOST_TOLD][2]; /* lines: the fault is one, whatever the number of ranks */
    size_t told_count;
} look;

/* ---- what touches what ---- */

static const trace_comm *window_of(const load_run *run, int rank, uint64_t id)
{
    const trace_comm *w =
        run->ranks[rank].state == LOAD_WHOLE ? load_comm(&run->ranks[rank], id) : NULL;
    return w != NULL && w->kind == TRACE_KIND_WINDOW && w->window_unit <= UINT64_C(1) << 20 ? w
                                                                                            : NULL;
}

static bool load_block(const load_rank *r, const trace_access *a, uint64_t index, int64_t *at,
                       uint64_t *length)
{
    uint64_t place;
    bool good = a->block_count < UINT64_C(1) << 20 &&
                load_count(r, a->blocks, 2 * a->block_count, 2 * index, &place) &&
                load_count(r, a->blocks, 2 * a->block_count, 2 * index + 1, length);
    *at = good ? (int64_t)place : 0;
    return good && *at > -(INT64_C(1) << 40) && *at < INT64_C(1) << 40 &&
           *length < UINT64_C(1) << 40;
}

/* The first and the last byte of it; false: not known. */
static bool find_span(const load_run *run, int rank, const trace_access *a, uint64_t unit,
                      uint64_t *begin, uint64_t *end)
{
    const load_rank *r = &run->ranks[rank];
    uint64_t start = a->begin * unit, length, last_length, most = UINT64_C(1) << 40;
    int64_t at, last;
    if (a->begin > UINT64_C(1) << 48 || (a->blocks == 0 && a->bytes == 0) || a->bytes > most) {
        return false;
    }
    if (a->blocks == 0) {
        *begin = start;
        *end = start + a->bytes;
        return true;
    }
    if (a->count == 0 || a->count > most || a->extent > most || a->block_count == 0 ||
        a->count * (double)a->extent > (double)most || !load_block(r, a, 0, &at, &length) ||
        !load_block(r, a, a->block_count - 1, &last, &last_length)) {
        return false;
    }
    *begin = start + (uint64_t)at;
    *end = start + (a->count - 1) * a->extent + (uint64_t)last + last_length;
    return true;
}

static void add(look *l, const touch *made)
{
    if (l->count == l->room && l->room < MOST_TOUCHES) {
        size_t room = 2 * l->room + 64;
        touch *more = realloc(l->all, room * sizeof *more);
        l->all = more != NULL ? more : l->all;
        l->room = more != NULL ? room : l->room;
    }
    if (l->count < l->room && made->begin < made->end) {
        l->all[l->count++] = *made;
    }
}

static void add_access(look *l, int rank, const trace_access *a, const replay_operation *op)
{
    touch made = {.rank = rank,
                  .target = a->target,
                  .window = a->window,
                  .site = a->site,
                  .posted = a->posted,
                  .completed = a->completed != 0 ? a->completed - 1 : UINT64_MAX,
                  .call = a->call,
                  .writes = a->kind != TRACE_GET && a->op != NO_OP,
                  .access = a,
                  .op = op};
    bool is_known = a->kind <= TRACE_ACCUMULATE && (a->flags & TRACE_ACCESS_LIBRARY) == 0 &&
                    a->target >= 0 && a->target < l->run->size;
    const trace_comm *w = is_known ? window_of(l->run, a->target, a->window) : NULL;
    bool is_blind = l->clocks != NULL && a->posted < l->clocks->blind[rank];
    if (w != NULL && !is_blind &&
        find_span(l->run, rank, a, w->window_unit > 0 ? w->window_unit : 1, &made.begin,
                  &made.end)) {
        add(l, &made);
    }
}

/* Memory of the rank's own windows that it gives to an MPI call. */
static void add_local(look *l, const replay_operation *op, uint64_t begin, uint64_t end,
                      bool writes, uint64_t released)
{
    const load_rank *r = &l->run->ranks[op->rank];
    for (size_t i = 0; begin < end && !op->is_library && i < LOAD_COUNT(r, COMMS); i++) {
        const trace_comm *w = &LOAD_COMMS(r)[i];
        bool is_dynamic = w->window_unit == 0;
        uint64_t start = is_dynamic ? 0 : w->window_base, stop = start + w->window_size;
        if (!w->is_used || w->kind != TRACE_KIND_WINDOW || w->window_size > UINT64_C(1) << 48 ||
            (!is_dynamic && (begin >= stop || end <= start || begin < start))) {
            continue;
        }
        add(l, &(touch){.rank = op->rank,
                        .target = op->rank,
                        .window = w->id,
                        .site = op->site,
                        .posted = op->posted,
                        .completed = released,
                        .begin = begin - start,
                        .end = end - start,
                        .call = op->call,
                        .writes = writes,
                        .is_local = true,
                        .op = op});
    }
}

static void add_operation(look *l, const replay_operation *op)
{
    if (op->kind == REPLAY_ACCESS) {
        const trace_access *a = op->access;
        uint64_t released = a->released != 0 ? a->released - 1 : op->completed;
        add_access(l, op->rank, a, op);
        if (a->kind <= TRACE_ACCUMULATE && op->posted >= l->clocks->blind[op->rank]) {
            add_local(l, op, a->origin_begin, a->origin_end, a->kind == TRACE_GET, released);
            add_local(l, op, a->result_begin, a->result_end, true, released);
        }
    } else if (op->kind == REPLAY_COLLECTIVE) {
        add_local(l, op, op->collective->send_begin, op->collective->send_end, false,
                  op->completed);
        add_local(l, op, op->collective->receive_begin, op->collective->receive_end, true,
                  op->completed);
    } else {
        add_local(l, op, op->message->buffer_begin, op->message->buffer_end,
                  op->kind == REPLAY_RECEIVE, op->completed);
    }
}

static void collect(look *l)
{
    for (int r = 0; r < l->run->size; r++) {
        const load_rank *rank = &l->run->ranks[r];
        for (size_t i = 0; l->clocks == NULL && i < LOAD_COUNT(rank, ACCESSES); i++) {
            add_access(l, r, &LOAD_ACCESSES(rank)[i], NULL);
        }
        for (size_t i = 0; l->clocks != NULL && i < l->clocks->ranks[r].count; i++) {
            add_operation(l, &l->clocks->ranks[r].operations[i]);
        }
    }
}

/* ---- classes ---- */

#define COMPARE(a, b)                                                                              \
    if ((a) != (b)) {                                                                              \
        return (a) < (b) ? -1 : 1;                                                                 \
    }

static uint64_t kind_of(const touch *t)
{
    const trace_access *a = t->access;
    return a == NULL ? 0
                     : 1 + a->kind + 16u * a->epoch_kind +
                           64u * (a->flags & TRACE_ACCESS_EXCLUSIVE) + 128u * (uint64_t)a->op;
}

static int by_class(const touch *x, const touch *y)
{
    COMPARE(x->window, y->window)
    COMPARE(x->target, y->target)
    COMPARE(x->begin, y->begin)
    COMPARE(x->end, y->end)
    COMPARE(x->rank, y->rank)
    COMPARE(x->site, y->site)
    COMPARE(x->is_local, y->is_local)
    COMPARE(x->writes, y->writes)
    COMPARE(kind_of(x), kind_of(y))
    COMPARE(x->access != NULL ? x->access->basic : 0, y->access != NULL ? y->access->basic : 0)
    COMPARE(x->access != NULL ? x->access->block_count : 0,
            y->access != NULL ? y->access->block_count : 0)
    return 0;
}

static int by_class_and_time(const void *a, const void *b)
{
    const touch *x = a, *y = b;
    int order = by_class(x, y);
    return order != 0 ? order : (x->posted > y->posted) - (x->posted < y->posted);
}

static bool sort(look *l)
{
    l->classes = calloc(l->count + 1, sizeof *l->classes);
    if (l->count > 0) {
        qsort(l->all, l->count, sizeof *l->all, by_class_and_time);
    }
    for (size_t i = 0; l->classes != NULL && i < l->count; i++) {
        if (i == 0 || by_class(&l->all[i - 1], &l->all[i]) != 0) {
            l->classes[l->class_count++].first = &l->all[i];
        }
        l->classes[l->class_count - 1].count++;
    }
    return l->classes != NULL;
}

/* ---- may they meet? ---- */

static bool is_atomic(const touch *t)
{
    return t->access != NULL && t->access->kind == TRACE_ACCUMULATE;
}

static bool has_epoch(const touch *t, unsigned kind)
{
    return t->access != NULL && t->access->epoch_kind == kind;
}

static bool is_exclusive(const touch *t)
{
    return has_epoch(t, TRACE_EPOCH_LOCK) && (t->access->flags & TRACE_ACCESS_EXCLUSIVE) != 0;
}

/* Whatever their time. Atomic accesses of one rank are carried out in order (12.7.2). */
static bool may_meet(const look *l, const touch *a, const touch *b)
{
    if ((!a->writes && !b->writes) || (a->is_local && b->is_local)) {
        return true;
    }
    if (a->is_local || b->is_local) {
        const touch *remote = a->is_local ? b : a;
        return a->rank == b->rank || has_epoch(remote, TRACE_EPOCH_NONE) ||
               (has_epoch(remote, TRACE_EPOCH_LOCK) && l->has_exclusive);
    }
    if (has_epoch(a, TRACE_EPOCH_NONE) || has_epoch(b, TRACE_EPOCH_NONE)) {
        return true; /* told already */
    }
    if (a->rank != b->rank && (is_exclusive(a) || is_exclusive(b)) &&
        has_epoch(a, TRACE_EPOCH_LOCK) && has_epoch(b, TRACE_EPOCH_LOCK)) {
        return true;
    }
    return is_atomic(a) && is_atomic(b) && a->access->basic == b->access->basic &&
           (a->rank == b->rank || a->access->op == b->access->op || a->access->op == NO_OP ||
            b->access->op == NO_OP);
}

/* Can `a` have told b's rank of its end, in a way that the clocks do not see? */
static bool may_order(const look *l, const touch *a, const touch *b)
{
    return a->completed != UINT64_MAX && l->emits[a->rank] >= a->completed &&
           l->hears[b->rank] <= b->posted;
}

static bool is_before(const look *l, const touch *a, const touch *b)
{
    if (a->completed == UINT64_MAX) {
        return false;
    }
    if (a->rank == b->rank) {
        return a->completed < b->posted;
    }
    if (l->clocks != NULL) {
        return clocks_known(l->clocks, b->op, a->rank) > a->completed;
    }
    return !has_epoch(a, TRACE_EPOCH_FENCE) || !has_epoch(b, TRACE_EPOCH_FENCE) ||
           a->access->epoch < b->access->epoch;
}

static bool are_concurrent(const look *l, const touch *a, const touch *b)
{
    bool by_lock = has_epoch(a, TRACE_EPOCH_LOCK) || has_epoch(b, TRACE_EPOCH_LOCK);
    return !is_before(l, a, b) && !is_before(l, b, a) &&
           (a->rank == b->rank || !by_lock || (!may_order(l, a, b) && !may_order(l, b, a)));
}

/* ---- the real bytes ---- */

typedef struct {
    uint64_t begin, end;
} span;

static int by_begin(const void *a, const void *b)
{
    const span *x = a, *y = b;
    return (x->begin > y->begin) - (x->begin < y->begin);
}

/* 0: too many, or not known */
static size_t expand(const look *l, const touch *t, span spans[MOST_SPANS])
{
    const trace_access *a = t->access;
    int64_t at, first;
    uint64_t length;
    if (t->is_local || a->blocks == 0) {
        spans[0] = (span){t->begin, t->end};
        return 1;
    }
    size_t count = 0;
    const load_rank *r = &l->run->ranks[t->rank];
    if (!load_block(r, a, 0, &first, &length) || a->count > MOST_SPANS / a->block_count) {
        return 0;
    }
    for (uint64_t i = 0; i < a->count; i++) {
        for (uint64_t b = 0; b < a->block_count; b++) {
            if (!load_block(r, a, b, &at, &length)) {
                return 0;
            }
            uint64_t begin = t->begin + i * a->extent + (uint64_t)(at - first);
            spans[count++] = (span){begin, begin + length};
        }
    }
    qsort(spans, count, sizeof *spans, by_begin);
    return count;
}

static bool touch_same(const look *l, const touch *a, const touch *b)
{
    static span x[MOST_SPANS], y[MOST_SPANS];
    size_t of_x = expand(l, a, x), of_y = expand(l, b, y);
    for (size_t i = 0, j = 0; i < of_x && j < of_y;) {
        if (x[i].begin < y[j].end && y[j].begin < x[i].end) {
            return true;
        }
        if (x[i].end <= y[j].end) {
            i++;
        } else {
            j++;
        }
    }
    return false;
}

/* ---- telling ---- */

/* Each rank has the program at addresses of its own. */
static uint64_t base_of(const look *l, int rank)
{
    const load_rank *r = &l->run->ranks[rank];
    return LOAD_COUNT(r, MODULES) > 0 ? LOAD_MODULES(r)[0].base : 0;
}

static bool is_told(look *l, uint64_t site, uint64_t other)
{
    for (size_t i = 0; i < l->told_count; i++) {
        if ((l->told[i][0] == site && l->told[i][1] == other) ||
            (l->told[i][0] == other && l->told[i][1] == site)) {
            return true;
        }
    }
    if (l->told_count < MOST_TOLD) {
        l->told[l->told_count][0] = site;
        l->told[l->told_count++][1] = other;
    }
    return false;
}

static void tell(look *l, const touch *a, const touch *b)
{
    if (is_told(l, a->site - base_of(l, a->rank), b->site - base_of(l, b->rank))) {
        return;
    }
    if (a->is_local) {
        const touch *other = a;
        a = b;
        b = other;
    }
    bool by_lock = has_epoch(a, TRACE_EPOCH_LOCK) || has_epoch(b, TRACE_EPOCH_LOCK);
    finding f;
    finding_start(&f, FINDING_ERROR, "window_conflict");
    tell_place(&f, l->run, a->rank, a->site, a->call);
    tell_place(&f, l->run, b->rank, b->site, b->call);
    tell_call(&f, "", &l->run->ranks[a->rank], a->call, a->site);
    tell_call(&f, "other", &l->run->ranks[b->rank], b->call, b->site);
    finding_put(&f, "rank", "%d", a->rank);
    finding_put(&f, "rank.other", "%d", b->rank);
    finding_put(&f, "target", "%d", a->target);
    if (b->is_local) {
        finding_put(&f, "access.local", "%s", b->writes ? "write" : "read");
    }
    if (b->is_local || !by_lock || a->rank == b->rank) {
        finding_put(&f, "access", "%s", a->writes ? "write" : "read");
        finding_put(&f, "access.other", "%s", b->writes ? "write" : "read");
    }
    findings_add(l->to, &f);
}

/* ---- comparing ---- */

/* Of b's touches, which are in the order of time, the first that is not before `a`. */
static size_t first_not_before(look *l, const class *b, const touch *a)
{
    size_t low = 0, high = b->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        l->work++;
        if (is_before(l, &b->first[middle], a)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* A few from there on: the first may be after `a`, or `a` itself. */
static void compare(look *l, const class *a, const class *b)
{
    if (may_meet(l, a->first, b->first) || !touch_same(l, a->first, b->first)) {
        return;
    }
    for (size_t i = 0; i < a->count && l->work < MOST_WORK; i++) {
        size_t from = first_not_before(l, b, &a->first[i]);
        for (size_t k = from; k < b->count && k < from + 3; k++) {
            l->work++;
            if (&b->first[k] != &a->first[i] && are_concurrent(l, &a->first[i], &b->first[k])) {
                tell(l, &a->first[i], &b->first[k]);
                return;
            }
        }
    }
}

static void compare_all(look *l)
{
    for (size_t i = 0; i < l->class_count; i++) {
        const touch *a = l->classes[i].first;
        for (size_t j = i; j < l->class_count && l->work < MOST_WORK; j++) {
            const touch *b = l->classes[j].first;
            l->work++;
            if (a->window != b->window || a->target != b->target || b->begin >= a->end) {
                break;
            }
            compare(l, &l->classes[i], &l->classes[j]);
        }
    }
}

/* ---- what atomic accesses, locks, and messages that are looked at may tell ---- */

static bool calls(const load_rank *r, const char *const names[])
{
    for (size_t i = 1; i < LOAD_COUNT(r, CALLS); i++) {
        for (int k = 0; names[k] != NULL && LOAD_CALLS(r)[i].count[0] > 0; k++) {
            if (load_call_is(r, (unsigned)i, names[k])) {
                return true;
            }
        }
    }
    return false;
}

static void find_tellers(look *l)
{
    static const char *const sync[] = {"MPI_Win_sync", NULL};
    static const char *const probes[] = {"MPI_Probe", "MPI_Iprobe", NULL};
    bool is_probed = false;
    for (int r = 0; r < l->run->size; r++) {
        const load_rank *rank = &l->run->ranks[r];
        bool syncs = calls(rank, sync);
        is_probed = is_probed || calls(rank, probes);
        l->hears[r] = syncs || calls(rank, probes) ? 0 : UINT64_MAX;
        l->emits[r] = syncs ? UINT64_MAX : 0;
        for (size_t i = 0; i < LOAD_COUNT(rank, ACCESSES); i++) {
            l->has_exclusive =
                l->has_exclusive || (LOAD_ACCESSES(rank)[i].flags & TRACE_ACCESS_EXCLUSIVE) != 0;
        }
    }
    for (int r = 0; r < l->run->size; r++) {
        const load_rank *rank = &l->run->ranks[r];
        size_t sends = LOAD_COUNT(rank, SENDS);
        if (is_probed && sends > 0 && LOAD_SENDS(rank)[sends - 1].posted > l->emits[r]) {
            l->emits[r] = LOAD_SENDS(rank)[sends - 1].posted;
        }
        for (size_t i = 0; i < LOAD_COUNT(rank, ACCESSES); i++) {
            const trace_access *a = &LOAD_ACCESSES(rank)[i];
            bool locked = (a->flags & TRACE_ACCESS_EXCLUSIVE) != 0;
            bool hears =
                (a->flags & TRACE_ACCESS_FETCHES) != 0 || locked ||
                (l->has_exclusive && a->kind == TRACE_GET && a->epoch_kind == TRACE_EPOCH_LOCK);
            if (a->kind <= TRACE_ACCUMULATE && hears && a->completed != 0 &&
                a->completed - 1 < l->hears[r]) {
                l->hears[r] = a->completed - 1;
            }
            if ((a->kind == TRACE_ACCUMULATE || (locked && a->kind == TRACE_PUT)) &&
                a->posted > l->emits[r]) {
                l->emits[r] = a->posted;
            }
        }
    }
}

/* ---- the two sides of an access ---- */

static void compare_sides(const load_run *run, finding_list *to, int rank, const trace_access *a)
{
    signatures_verdict v = signatures_compare(&a->origin_type, &a->target_type);
    if (v == SIGNATURES_AGREE || v == SIGNATURES_BYTES || a->kind > TRACE_ACCUMULATE ||
        (a->flags & TRACE_ACCESS_LIBRARY) != 0) {
        return;
    }
    finding f;
    finding_start(&f, FINDING_ERROR, v == SIGNATURES_TYPE ? "type_mismatch" : "count_mismatch");
    tell_place(&f, run, rank, a->site, a->call);
    tell_call(&f, "", &run->ranks[rank], a->call, a->site);
    tell_signature(&f, "", &a->origin_type);
    tell_signature(&f, "target", &a->target_type);
    findings_add(to, &f);
}

static bool has_accesses(const load_run *run)
{
    for (int r = 0; r < run->size; r++) {
        for (size_t i = 0; i < LOAD_COUNT(&run->ranks[r], ACCESSES); i++) {
            if (LOAD_ACCESSES(&run->ranks[r])[i].target >= 0) {
                return true;
            }
        }
    }
    return false;
}

void pass_windows(const load_run *run, finding_list *to)
{
    clocks c;
    if (!has_accesses(run)) {
        return;
    }
    for (int r = 0; r < run->size; r++) {
        for (size_t i = 0; i < LOAD_COUNT(&run->ranks[r], ACCESSES); i++) {
            compare_sides(run, to, r, &LOAD_ACCESSES(&run->ranks[r])[i]);
        }
    }
    bool is_whole = clocks_begin(&c, run);
    look l = {.to = to,
              .run = run,
              .clocks = is_whole ? &c : NULL,
              .hears = calloc((size_t)run->size + 1, sizeof *l.hears),
              .emits = calloc((size_t)run->size + 1, sizeof *l.emits)};
    if (l.hears != NULL && l.emits != NULL) {
        find_tellers(&l);
        collect(&l);
        if (sort(&l)) {
            compare_all(&l);
        }
    }
    if (load_all_finalized(run) && (!is_whole || l.work >= MOST_WORK || l.count >= MOST_TOUCHES)) {
        limits_tell(run, to, "accesses to windows");
    }
    free(l.all);
    free(l.classes);
    free(l.hears);
    free(l.emits);
    clocks_free(&c);
}
