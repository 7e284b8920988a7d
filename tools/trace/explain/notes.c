/* How each rank came to its end, in the format of tools/check/witness.c. */
#include "passes.h"
#include <string.h>

static void note_place(const load_rank *r, uint64_t address, unsigned call, FILE *to)
{
    const trace_module *program = LOAD_COUNT(r, MODULES) > 0 ? &LOAD_MODULES(r)[0] : NULL;
    if (call != 0) {
        fprintf(to, "in\t%s\n", load_call(r, call));
    }
    if (program != NULL && address > program->start && address < program->end) {
        fprintf(to, "at\t0x%llx\n", (unsigned long long)(address - program->base - 1));
    }
}

static const trace_issue *find_error(const load_rank *r)
{
    for (size_t i = 0; i < LOAD_COUNT(r, ISSUES); i++) {
        if (LOAD_ISSUES(r)[i].kind == TRACE_ISSUE_ERROR) {
            return &LOAD_ISSUES(r)[i];
        }
    }
    return NULL;
}

static void note_rank(const load_run *run, const load_rank *r, FILE *to)
{
    const trace_header *h = &r->header;
    const trace_issue *error = find_error(r);
    unsigned long long time = h->ended / 1000000;
    if (h->end == TRACE_END_SIGNAL) {
        fprintf(to, "%llu\tcrash\t%d\n", time, h->end_value);
        note_place(r, h->end_site, h->state.call, to);
    } else if (h->end == TRACE_END_ERROR && error != NULL) {
        const char *colon = strchr(error->text, ':');
        int length = colon != NULL ? (int)(colon - error->text) : (int)strlen(error->text);
        fprintf(to, "%llu\terror\t%.*s\t%s\n", time, length, error->text, error->text);
        note_place(r, error->site, error->call, to);
    } else if (h->end == TRACE_END_ABORT) {
        fprintf(to, "%llu\tabort\t%d\n", time, h->end_value);
        note_place(r, h->end_site, h->state.call, to);
    } else if (h->end == TRACE_END_EXIT) {
        fprintf(to, "%llu\texit\t%d\t%s\n", time, h->end_value,
                h->life == TRACE_LIFE_FINALIZED ? "after"
                : h->life == TRACE_LIFE_BEFORE  ? "before"
                                                : "inside");
        note_place(r, h->end_site, 0, to);
    } else if (run->timed_out || run->hung) {
        bool is_inside = h->state.call != 0;
        fprintf(to, "%llu\twaits\n", (unsigned long long)(h->state.since / 1000000));
        note_place(r, is_inside ? h->state.site : h->state.last_site, h->state.call, to);
    }
}

bool notes_write(const load_run *run, const char *directory)
{
    for (int i = 0; i < run->size; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/rank-%d", directory, i);
        FILE *to = run->ranks[i].state == LOAD_WHOLE ? fopen(path, "w") : NULL;
        if (run->ranks[i].state != LOAD_WHOLE) {
            continue;
        }
        if (to == NULL) {
            return false;
        }
        note_rank(run, &run->ranks[i], to);
        if (fclose(to) != 0) {
            return false;
        }
    }
    return true;
}
