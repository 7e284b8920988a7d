#include "ends.h"
#include "launcher_words.h"
#include "text.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- places ---- */

static finding_doing doing_of(const rank_note *note)
{
    switch (note->event) {
    case NOTE_NONE:
        return PLACE_UNKNOWN;
    case NOTE_EXIT:
        return PLACE_EXITED;
    case NOTE_CRASH:
        return note->call[0] != '\0' ? PLACE_HERE : PLACE_CRASHED;
    case NOTE_WAITS:
        return note->call[0] != '\0' ? PLACE_HERE : PLACE_COMPUTES;
    default:
        return PLACE_HERE;
    }
}

/* A compiler may leave no trace of the MPI function in the call stack: then the line names it. */
static void call_of(const ended_run *run, const rank_note *note, char call[], size_t size)
{
    char line[512];
    const char *name;
    snprintf(call, size, "%s", note->call);
    if (call[0] == '\0' && note->event == NOTE_ERROR && run->source != NULL) {
        text_line(run->source, note->line, line, sizeof line);
        name = strstr(line, "MPI_");
        if (name != NULL) {
            size_t length = 4;
            while (isalpha((unsigned char)name[length]) || name[length] == '_') {
                length++;
            }
            snprintf(call, size, "%.*s", (int)length, name);
        }
    }
}

static void add_place(const ended_run *run, int rank, finding *to)
{
    const rank_note *note = &run->notes->ranks[rank];
    finding_place place;
    memset(&place, 0, sizeof place);
    place.rank = rank;
    place.doing = doing_of(note);
    place.status = note->event == NOTE_EXIT ? atoi(note->detail) : 0;
    place.line = note->line;
    if (note->event != NOTE_EXIT && note->event != NOTE_NONE) {
        call_of(run, note, place.call, sizeof place.call);
    }
    snprintf(place.file, sizeof place.file, "%s", note->line > 0 ? run->file : "");
    finding_place_copy(to, &place);
}

/* Those ranks whose event is among these bits (1 << NOTE_...). */
static void add_places(const ended_run *run, unsigned events, finding *to)
{
    for (int r = 0; r < run->notes->size; r++) {
        if ((events & 1U << run->notes->ranks[r].event) != 0) {
            add_place(run, r, to);
        }
    }
}

/* ---- who ---- */

static int first_with(const run_notes *notes, note_event event)
{
    int best = -1;
    for (int r = 0; r < notes->size; r++) {
        if (notes->ranks[r].event == event &&
            (best < 0 || notes->ranks[r].time < notes->ranks[best].time)) {
            best = r;
        }
    }
    return best;
}

static int first_failed_exit(const run_notes *notes)
{
    for (int r = 0; r < notes->size; r++) {
        if (notes->ranks[r].event == NOTE_EXIT && atoi(notes->ranks[r].detail) != 0) {
            return r;
        }
    }
    return -1;
}

static bool ended_inside_mpi(const rank_note *note)
{
    return note->event == NOTE_EXIT && strcmp(note->text, "inside") == 0;
}

static bool some_ended_inside_mpi(const run_notes *notes)
{
    for (int r = 0; r < notes->size; r++) {
        if (ended_inside_mpi(&notes->ranks[r])) {
            return true;
        }
    }
    return false;
}

/* All ranks to which the same has happened, as a list of numbers. */
static void put_ranks_like(const run_notes *notes, int rank, finding *to)
{
    int same[NOTES_MOST_RANKS], count = 0;
    for (int r = 0; r < notes->size; r++) {
        if (notes->ranks[r].event == notes->ranks[rank].event &&
            strcmp(notes->ranks[r].detail, notes->ranks[rank].detail) == 0) {
            same[count++] = r;
        }
    }
    finding_put_ranks(to, "ranks.who", same, count);
}

/* ---- what ---- */

/* "MPI_ERR_RANK: invalid rank", as the library says it, without the class in front and MPICH's stack behind. */
static void put_error(finding *to, const char *call, const char *class, const char *text)
{
    size_t length = strlen(class);
    if (strncmp(text, class, length) == 0 && strncmp(text + length, ": ", 2) == 0) {
        text += length + 2;
    }
    const char *stack = strstr(text, ", error stack:");
    finding_put(to, "call", "%s", call);
    finding_put(to, "class", "%s", class);
    finding_put(to, "text", "%.*s", stack != NULL ? (int)(stack - text) : (int)strlen(text), text);
}

static void explain_error(const ended_run *run, int rank, finding *to)
{
    const rank_note *note = &run->notes->ranks[rank];
    char call[64];
    call_of(run, note, call, sizeof call);
    finding_start(to, FINDING_ERROR, "call_failed");
    put_error(to, call, note->detail, note->text);
    put_ranks_like(run->notes, rank, to);
    add_places(run, 1U << NOTE_ERROR, to);
}

static void explain_crash(const ended_run *run, int rank, finding *to)
{
    finding_start(to, FINDING_ERROR, "crash");
    finding_put(to, "signal", "%s", run->notes->ranks[rank].detail);
    put_ranks_like(run->notes, rank, to);
    add_places(run, 1U << NOTE_CRASH, to);
}

/* mpi_check's own line (common/mpi_check.h): "FILE:LINE: rank R: CALL(...): CLASS: TEXT". */
static bool explain_mpi_check(const ended_run *run, const char *message, finding *to)
{
    const char *rank = strstr(message, ": rank "),
               *call = rank != NULL ? strstr(rank, ": MPI_") : NULL;
    const char *class = call != NULL ? strstr(call, "): MPI_ERR_") : NULL, *text = NULL;
    char name[64], error[64];
    if (class != NULL) {
        text = strstr(class + 3, ": ");
    }
    if (text == NULL) {
        return false;
    }
    int who = atoi(rank + strlen(": rank ")), line = 0;
    for (const char *at = rank; line == 0 && at > message && strchr("0123456789:", at[-1]); at--) {
        line = at[-1] == ':' ? atoi(at) : 0;
    }
    snprintf(name, sizeof name, "%.*s", (int)strcspn(call + 2, "("), call + 2);
    snprintf(error, sizeof error, "%.*s", (int)(text - class - 3), class + 3);
    finding_start(to, FINDING_ERROR, "call_failed");
    put_error(to, name, error, text + 2);
    finding_put_ranks(to, "ranks.who", &who, 1);
    add_places(run, 1U << NOTE_ABORT, to);
    for (int i = 0; i < to->place_count; i++) {
        if (to->places[i].rank == who) {
            snprintf(to->places[i].call, sizeof to->places[i].call, "%s", name);
            if (to->places[i].line == 0 && line > 0) {
                to->places[i].line = line;
                snprintf(to->places[i].file, sizeof to->places[i].file, "%.*s",
                         (int)strcspn(message, ":"), message);
            }
        }
    }
    return true;
}

static void explain_message(const ended_run *run, const char *message, finding *to)
{
    if (!explain_mpi_check(run, message, to)) {
        finding_start(to, FINDING_ERROR, "stopped");
        finding_put(to, "text", "%s", message);
        add_places(run, 1U << NOTE_ABORT, to);
    }
}

static void explain_exit(const ended_run *run, int rank, finding *to)
{
    finding_start(to, FINDING_ERROR, "failed_exit");
    finding_put(to, "status", "%s", run->notes->ranks[rank].detail);
    put_ranks_like(run->notes, rank, to);
    add_places(run, 1U << NOTE_EXIT | 1U << NOTE_WAITS, to);
}

static void explain_unfinalized(const ended_run *run, finding *to)
{
    int who[NOTES_MOST_RANKS], count = 0;
    finding_start(to, FINDING_ERROR, "unfinalized");
    for (int r = 0; r < run->notes->size; r++) {
        if (ended_inside_mpi(&run->notes->ranks[r])) {
            who[count++] = r;
            add_place(run, r, to);
        }
    }
    finding_put_ranks(to, "ranks.who", who, count);
}

/* No rank has noted why. */
static void explain_by_launcher(const ended_run *run, const launcher_words *said, finding *to)
{
    if (some_ended_inside_mpi(run->notes)) {
        explain_unfinalized(run, to);
    } else if (said->killed[0] != '\0') {
        finding_start(to, FINDING_ERROR, "killed");
        finding_put(to, "text", "%s", said->killed);
        finding_put(to, "signal", "%d", said->signal);
    } else {
        finding_start(to, FINDING_ERROR, "launcher_status");
        finding_put(to, "status", "%d", run->status);
    }
}

char *ends_message(const char *output, const char *name)
{
    size_t length = strlen(name);
    for (const char *line = output; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, name, length) == 0 && strncmp(line + length, ": ", 2) == 0) {
            line += length + 2;
            return text_format("%.*s", (int)strcspn(line, "\n"), line);
        }
        if (*line == '\0') {
            break;
        }
    }
    return text_format("%s", "");
}

/* An error comes before a crash: the end that it makes may crash a rank that is in the midst of something. */
static void explain_failure(const ended_run *run, const launcher_words *said, const char *message,
                            finding *to)
{
    const run_notes *notes = run->notes;
    int error = first_with(notes, NOTE_ERROR), crash = first_with(notes, NOTE_CRASH),
        abort = first_with(notes, NOTE_ABORT), failed = first_failed_exit(notes);
    if (error >= 0) {
        explain_error(run, error, to);
    } else if (crash >= 0) {
        explain_crash(run, crash, to);
    } else if (said->order[0] != '\0') {
        finding_start(to, FINDING_ERROR, "wrong_order");
        finding_put(to, "text", "%s", said->order);
    } else if (message[0] != '\0') {
        explain_message(run, message, to);
    } else if (abort >= 0) {
        finding_start(to, FINDING_ERROR, "called_abort");
        put_ranks_like(notes, abort, to);
        add_places(run, 1U << NOTE_ABORT, to);
    } else if (said->failing_call[0] != '\0' && said->failure_class[0] != '\0') {
        finding_start(to, FINDING_ERROR, "call_failed");
        put_error(to, said->failing_call, said->failure_class, said->failure_text);
        finding_put_ranks(to, "ranks.who", &said->failing_rank, 1);
    } else if (failed >= 0) {
        explain_exit(run, failed, to);
    } else {
        explain_by_launcher(run, said, to);
    }
}

void ends_explain(const ended_run *run, finding *to)
{
    if (run->most_memory > 0) {
        finding_start(to, FINDING_ERROR, "memory_limit");
        finding_put(to, "gib", "%.1f", run->most_memory);
        add_places(run, ~0U, to);
        return;
    }
    if (run->was_too_many) {
        finding_start(to, FINDING_ERROR, "process_limit");
        return;
    }
    bool has_failed = run->status != 124 || first_failed_exit(run->notes) >= 0;
    if (!has_failed && some_ended_inside_mpi(run->notes)) {
        explain_unfinalized(run, to); /* the others, and what it leaves behind, wait for it */
        return;
    }
    if (!has_failed) {
        finding_start(to, FINDING_ERROR, "time_limit");
        finding_put(to, "seconds", "%d", run->limit);
        add_places(run, ~0U, to);
        return;
    }
    launcher_words said;
    char *message = ends_message(run->output, run->name);
    launcher_words_read(run->output, &said);
    explain_failure(run, &said, message, to);
    free(message);
}
