#include "notes.h"
#include "text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef MPILAB_TRACER
#include "tools/trace/explain/sites.h"

/* What came first: the end of the rank, or the question where it is, which it has answered. */
static note_event event_of(const trace_header *h)
{
    static const note_event events[] = {[TRACE_END_NONE] = NOTE_NONE,
                                        [TRACE_END_EXIT] = NOTE_EXIT,
                                        [TRACE_END_SIGNAL] = NOTE_CRASH,
                                        [TRACE_END_ABORT] = NOTE_ABORT,
                                        [TRACE_END_ERROR] = NOTE_ERROR};
    bool has_ended = h->end != TRACE_END_NONE && h->end < sizeof events / sizeof *events;
    bool was_asked = h->asked != 0 && (!has_ended || h->asked < h->ended);
    return was_asked ? NOTE_WAITS : has_ended ? events[h->end] : NOTE_NONE;
}

static void take_error(const load_rank *rank, rank_note *to)
{
    for (size_t i = 0; i < LOAD_COUNT(rank, ISSUES); i++) {
        const trace_issue *error = &LOAD_ISSUES(rank)[i];
        if (error->kind == TRACE_ISSUE_ERROR) {
            snprintf(to->detail, sizeof to->detail, "%.*s", (int)strcspn(error->text, ":"),
                     error->text);
            snprintf(to->text, sizeof to->text, "%s", error->text);
        }
    }
}

static void take_rank(const load_rank *rank, const char *source_path, rank_note *to)
{
    const trace_header *h = &rank->header;
    to->event = event_of(h);
    to->time = (long long)((h->epoch + (to->event == NOTE_WAITS ? h->asked : h->ended)) / 1000000);
    if (to->event == NOTE_ERROR) {
        take_error(rank, to);
    } else if (to->event != NOTE_WAITS && to->event != NOTE_NONE) {
        snprintf(to->detail, sizeof to->detail, "%d", h->end_value);
    }
    if (to->event == NOTE_EXIT) {
        snprintf(to->text, sizeof to->text, "%s",
                 h->life == TRACE_LIFE_FINALIZED ? "after"
                 : h->life == TRACE_LIFE_BEFORE  ? "before"
                                                 : "inside");
    }
    if (h->stack_call > 0 && h->stack_call < LOAD_COUNT(rank, CALLS)) {
        snprintf(to->call, sizeof to->call, "%s", load_call(rank, h->stack_call));
    }
    for (size_t i = 0; i < LOAD_COUNT(rank, STACK) && to->line == 0; i++) {
        site where = sites_of(rank, LOAD_STACK(rank)[i]);
        to->line = strcmp(where.file, source_path) == 0 ? where.line : 0;
    }
}

void notes_take(const load_run *run, const char *source_path, run_notes *to)
{
    *to = (run_notes){.ranks = calloc(NOTES_MOST_RANKS, sizeof *to->ranks)};
    if (to->ranks == NULL) {
        text_no_memory();
    }
    to->size = run->size < NOTES_MOST_RANKS ? run->size : NOTES_MOST_RANKS;
    sites_find(run, false);
    for (int r = 0; r < to->size; r++) {
        if (run->ranks[r].state == LOAD_WHOLE) {
            take_rank(&run->ranks[r], source_path, &to->ranks[r]);
        }
    }
    sites_free();
}

void notes_read(const char *folder, const char *source_path, run_notes *to)
{
    load_run run;
    if (!load_all(&run, folder, 0, false)) {
        text_no_memory();
    }
    notes_take(&run, source_path, to);
    load_free(&run);
}

#else /* nothing is recorded here */

void notes_read(const char *folder, const char *source_path, run_notes *to)
{
    (void)folder, (void)source_path;
    *to = (run_notes){0};
}
#endif

void notes_free(run_notes *notes)
{
    free(notes->ranks);
    *notes = (run_notes){0};
}

bool notes_launcher_is_slow(const run_notes *notes, int ranks)
{
    int ended = 0;
    for (int r = 0; r < notes->size; r++) {
        const rank_note *n = &notes->ranks[r];
        ended += n->event == NOTE_EXIT && strcmp(n->detail, "0") == 0 &&
                 strcmp(n->text, "inside") != 0; /* else libraries may wait for others */
        if (n->event == NOTE_WAITS &&
            (strcmp(n->call, "MPI_Init") == 0 || strcmp(n->call, "MPI_Init_thread") == 0)) {
            return true;
        }
    }
    return ended == ranks;
}
