/* One finding for one fault: what only follows from another finding goes, or comes after it. */
#include "passes.h"
#include <stdlib.h>
#include <string.h>

static bool is_one_of(const finding *f, const char *const kinds[])
{
    for (int i = 0; kinds[i] != NULL; i++) {
        if (strcmp(f->kind, kinds[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool share_place(const finding *a, const finding *b)
{
    for (int i = 0; i < a->place_count; i++) {
        for (int j = 0; j < b->place_count; j++) {
            const finding_place *x = &a->places[i], *y = &b->places[j];
            if (x->line > 0 && x->line == y->line && strcmp(x->file, y->file) == 0) {
                return true;
            }
        }
    }
    return false;
}

static bool is_same_value(const finding *a, const finding *b, const char *name)
{
    return strcmp(finding_text(a, name), finding_text(b, name)) == 0;
}

static bool is_same_call(const finding *a, const finding *b)
{
    return is_same_value(a, b, "call") && is_same_value(a, b, "file") &&
           is_same_value(a, b, "line") && is_same_value(a, b, "at") &&
           (finding_get(a, "line") != NULL || finding_get(a, "at") != NULL);
}

/* What a collective call reports is the end of what its ranks do not agree on; of a request that is lost again and again
 * the last is no other fault. */
static bool follows(const finding *f, const finding *from)
{
    static const char *const disagree[] = {"count_mismatch", "type_mismatch", "root_mismatch",
                                           "collective_mismatch", NULL};
    static const char *const reports[] = {"truncation", NULL};
    if (is_one_of(f, reports) && is_one_of(from, disagree)) {
        return share_place(f, from);
    }
    return strcmp(f->kind, "request_never_completed") == 0 && strcmp(from->kind, f->kind) == 0 &&
           finding_get(f, "line.again") == NULL && finding_get(from, "line.again") != NULL &&
           is_same_call(f, from);
}

static bool has_cause(const finding_list *list, int which)
{
    for (int i = 0; i < list->count; i++) {
        if (i != which && follows(&list->all[which], &list->all[i])) {
            return true;
        }
    }
    return false;
}

/* How a run ended comes after why. */
static bool is_symptom(const finding *f)
{
    static const char *const ends[] = {"crashed", "deadlock", "no_progress", "aborted", NULL};
    return is_one_of(f, ends);
}

static bool is_same_fault(const finding *f, const finding *first)
{
    static const char *const values[] = {"problem",    "near",     "file.other", "line.other",
                                         "call.other", "at.other", "line.again"};
    bool same = strcmp(first->kind, f->kind) == 0 && f->severity == first->severity &&
                is_same_call(f, first) && !is_symptom(f);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        same = same && is_same_value(f, first, values[i]);
    }
    return same;
}

static int by_number(const void *a, const void *b)
{
    const int *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Of sorted numbers. */
static int distinct(int numbers[], int count)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (i == 0 || numbers[i] != numbers[kept - 1]) {
            numbers[kept++] = numbers[i];
        }
    }
    return kept;
}

/* Ranks that make the same mistake at the same lines, each with numbers of its own, are one finding. */
static void merge_numbers(finding_list *list)
{
    for (int i = 0; i < list->count; i++) {
        int ranks[FINDING_MOST], count = 0, more = 0, kept = i + 1;
        for (int j = i + 1; j < list->count; j++) {
            if (!is_same_fault(&list->all[j], &list->all[i])) {
                list->all[kept++] = list->all[j];
                continue;
            }
            more += list->all[j].count;
            for (int p = 0; p < list->all[j].place_count && count < FINDING_MOST; p++) {
                ranks[count++] = list->all[j].places[p].rank;
            }
        }
        list->count = kept;
        if (count > 0) {
            qsort(ranks, (size_t)count, sizeof *ranks, by_number);
            finding_put(&list->all[i], "more", "%d", more);
            finding_put_ranks(&list->all[i], "ranks.too", ranks, distinct(ranks, count));
        }
    }
}

void put_causes_first(finding_list *list)
{
    finding *sorted = malloc(sizeof *sorted * ((size_t)list->count + 1));
    int kept = 0;
    merge_numbers(list);
    for (int turn = 0; sorted != NULL && turn < 2; turn++) {
        for (int i = 0; i < list->count; i++) {
            if (is_symptom(&list->all[i]) == (turn == 1) && !has_cause(list, i)) {
                sorted[kept++] = list->all[i];
            }
        }
    }
    if (sorted != NULL) {
        memcpy(list->all, sorted, sizeof *sorted * (size_t)kept);
        list->count = kept;
    }
    free(sorted);
    findings_sort(list);
}
