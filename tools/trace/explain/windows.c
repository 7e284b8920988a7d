/* One-sided accesses to the same memory in the same epoch (MPI standard 12.7): two that write, or one that
 * writes and one that reads, and neither order is guaranteed. Accumulates with the same operation may
 * meet. Between fences the epoch is the same for all ranks; those of MPI_Win_start by several ranks are
 * compared where the target has exposed its window once only; those under locks in races.c. */
#include "passes.h"
#include "tell.h"
#include <stdlib.h>

enum { MOST_ACCESSES = 20000 };

typedef struct {
    int rank;
    const trace_access *access;
    uint64_t begin, end; /* bytes */
} touch;

static int by_place(const void *a, const void *b)
{
    const touch *x = a, *y = b;
    if (x->access->window != y->access->window) {
        return x->access->window < y->access->window ? -1 : 1;
    }
    if (x->access->target != y->access->target) {
        return x->access->target < y->access->target ? -1 : 1;
    }
    return (x->begin > y->begin) - (x->begin < y->begin);
}

/* Those of one rank are carried out in order (12.7.2). */
static bool may_meet(const touch *first, const touch *second)
{
    const trace_access *a = first->access, *b = second->access;
    if (a->kind == TRACE_GET && b->kind == TRACE_GET) {
        return true;
    }
    bool both = a->kind == TRACE_ACCUMULATE && b->kind == TRACE_ACCUMULATE;
    uint32_t no_op = 14; /* MPI_NO_OP, in the recorder's numbers: an atomic read */
    return both &&
           (first->rank == second->rank || a->op == b->op || a->op == no_op || b->op == no_op) &&
           a->basic == b->basic;
}

/* How often did the rank expose a window by MPI_Win_post? */
static uint64_t exposures(const load_rank *r)
{
    for (size_t i = 1; i < LOAD_COUNT(r, CALLS); i++) {
        if (load_call_is(r, (unsigned)i, "MPI_Win_post")) {
            return LOAD_CALLS(r)[i].count[0] + LOAD_CALLS(r)[i].count[1];
        }
    }
    return 0;
}

static bool same_epoch(const load_run *run, const touch *a, const touch *b)
{
    const trace_access *x = a->access, *y = b->access;
    if (x->epoch_kind != y->epoch_kind || x->epoch_kind == TRACE_EPOCH_NONE) {
        return false;
    }
    if (x->epoch_kind == TRACE_EPOCH_START && a->rank != b->rank) {
        return exposures(&run->ranks[x->target]) == 1; /* all that came then came together */
    }
    return x->epoch == y->epoch && (x->epoch_kind == TRACE_EPOCH_FENCE || a->rank == b->rank);
}

static const char *verb(const trace_access *a)
{
    return a->kind == TRACE_GET ? "read" : "write";
}

static void tell(const load_run *run, finding_list *to, const touch *a, const touch *b)
{
    const trace_access *x = a->access, *y = b->access;
    finding f;
    finding_start(&f, FINDING_ERROR, "window_conflict");
    tell_place(&f, run, a->rank, x->site, x->call);
    tell_place(&f, run, b->rank, y->site, y->call);
    tell_call(&f, "", &run->ranks[a->rank], x->call, x->site);
    tell_call(&f, "other", &run->ranks[b->rank], y->call, y->site);
    finding_put(&f, "rank", "%d", a->rank);
    finding_put(&f, "rank.other", "%d", b->rank);
    finding_put(&f, "target", "%d", x->target);
    finding_put(&f, "access", "%s", verb(x));
    finding_put(&f, "access.other", "%s", verb(y));
    findings_add(to, &f);
}

static size_t collect(const load_run *run, touch all[], size_t most)
{
    size_t count = 0;
    for (int r = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        for (size_t i = 0; i < LOAD_COUNT(rank, ACCESSES) && count < most; i++) {
            const trace_access *a = &LOAD_ACCESSES(rank)[i];
            if (a->target < 0 || a->target >= run->size || a->end == 0 || (a->flags & 2) != 0) {
                continue;
            }
            const load_rank *target = &run->ranks[a->target];
            const trace_comm *window =
                target->state == LOAD_WHOLE ? load_comm(target, a->window) : NULL;
            if (window == NULL || a->begin > UINT64_C(1) << 48 ||
                window->window_unit > UINT64_C(1) << 20) {
                continue;
            }
            uint64_t unit = window->window_unit > 0 ? window->window_unit : 1;
            all[count++] = (touch){r, a, a->begin * unit, a->begin * unit + a->end};
        }
    }
    return count;
}

void pass_windows(const load_run *run, finding_list *to)
{
    touch *all = calloc(MOST_ACCESSES, sizeof *all);
    size_t count = all != NULL ? collect(run, all, MOST_ACCESSES) : 0;
    if (count > 0) {
        qsort(all, count, sizeof *all, by_place);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count && j < i + 200; j++) {
            const touch *a = &all[i], *b = &all[j];
            if (a->access->window != b->access->window || a->access->target != b->access->target ||
                b->begin >= a->end) {
                break;
            }
            if (same_epoch(run, a, b) && !may_meet(a, b)) {
                tell(run, to, a, b);
            }
        }
    }
    free(all);
}
