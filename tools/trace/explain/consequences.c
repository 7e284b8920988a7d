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

static bool is_same_call(const finding *a, const finding *b)
{
    return strcmp(finding_text(a, "call"), finding_text(b, "call")) == 0 &&
           strcmp(finding_text(a, "line"), finding_text(b, "line")) == 0 &&
           strcmp(finding_text(a, "file"), finding_text(b, "file")) == 0;
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

void put_causes_first(finding_list *list)
{
    finding *sorted = malloc(sizeof *sorted * ((size_t)list->count + 1));
    int kept = 0;
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
