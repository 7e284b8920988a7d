/* Ranks that write the same bytes of a file, and nothing says which comes first (MPI standard 14.6.1). Only of files
 * without a view, in which an offset is a number of bytes. */
#include "passes.h"
#include "tell.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_WRITES = 20000, NEXT = 64 };

typedef struct {
    int rank;
    const trace_access *access;
} written;

static uint64_t end_of(const trace_access *a)
{
    return a->begin + a->bytes;
}

static int by_place(const void *a, const void *b)
{
    const trace_access *x = ((const written *)a)->access, *y = ((const written *)b)->access;
    if (x->window != y->window) {
        return x->window < y->window ? -1 : 1;
    }
    return (x->begin > y->begin) - (x->begin < y->begin);
}

static size_t collect(const load_run *run, written all[])
{
    size_t count = 0;
    for (int r = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        for (size_t i = 0; i < LOAD_COUNT(rank, ACCESSES) && count < MOST_WRITES; i++) {
            const trace_access *a = &LOAD_ACCESSES(rank)[i];
            const trace_comm *file = a->target == TRACE_NO_RANK ? load_comm(rank, a->window) : NULL;
            if (file != NULL && file->kind == TRACE_KIND_FILE) {
                all[count++] = (written){r, a};
            }
        }
    }
    return count;
}

static void tell(const load_run *run, finding_list *to, const written *first, const written *other)
{
    const trace_access *x = first->access, *y = other->access;
    uint64_t end = end_of(x) < end_of(y) ? end_of(x) : end_of(y);
    finding f;
    finding_start(&f, FINDING_WARNING, "file_conflict");
    tell_place(&f, run, first->rank, x->site, x->call);
    tell_place(&f, run, other->rank, y->site, y->call);
    tell_call(&f, "", &run->ranks[first->rank], x->call, x->site);
    tell_call(&f, "other", &run->ranks[other->rank], y->call, y->site);
    finding_put(&f, "rank", "%d", first->rank);
    finding_put(&f, "rank.other", "%d", other->rank);
    finding_put(&f, "first", "%llu", (unsigned long long)y->begin);
    finding_put(&f, "last", "%llu", (unsigned long long)end - 1);
    findings_add(to, &f);
}

/* One finding for a pair of lines is enough. */
static bool is_told(const finding_list *list, const load_run *run, const written *a,
                    const written *b)
{
    finding f;
    finding_start(&f, FINDING_WARNING, "file_conflict");
    tell_call(&f, "", &run->ranks[a->rank], a->access->call, a->access->site);
    tell_call(&f, "other", &run->ranks[b->rank], b->access->call, b->access->site);
    for (int i = 0; i < list->count; i++) {
        const finding *known = &list->all[i];
        if (strcmp(known->kind, f.kind) == 0 &&
            strcmp(finding_text(known, "line"), finding_text(&f, "line")) == 0 &&
            strcmp(finding_text(known, "line.other"), finding_text(&f, "line.other")) == 0) {
            return true;
        }
    }
    return false;
}

void pass_files(const load_run *run, finding_list *to)
{
    written *all = calloc(MOST_WRITES, sizeof *all);
    size_t count = all != NULL ? collect(run, all) : 0;
    if (count > 0) {
        qsort(all, count, sizeof *all, by_place);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count && j <= i + NEXT; j++) {
            const trace_access *x = all[i].access, *y = all[j].access;
            if (x->window != y->window || y->begin >= end_of(x)) {
                break;
            }
            if (all[i].rank != all[j].rank && x->epoch == y->epoch &&
                !is_told(to, run, &all[i], &all[j])) {
                tell(run, to, &all[i], &all[j]);
            }
        }
    }
    free(all);
}
