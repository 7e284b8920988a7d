#include "notes.h"
#include "text.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef MPILAB_TRACER
#include "tools/trace/explain/lines.h"
#endif

enum { MOST_BYTES = 100000 };

static note_event event_of(const char *word)
{
    static const char *const words[] = {"", "crash", "error", "abort", "waits", "exit"};
    for (int i = NOTE_CRASH; i <= NOTE_EXIT; i++) {
        if (strcmp(word, words[i]) == 0) {
            return (note_event)i;
        }
    }
    return NOTE_NONE;
}

/* The first event of a rank counts. */
static void read_rank(char *rows, rank_note *to)
{
    bool is_first = false;
    for (char *row; (row = text_field(&rows, '\n')) != NULL;) {
        const char *field = text_field(&row, '\t'), *next = text_field(&row, '\t');
        if (next == NULL) {
            continue;
        }
        if (field[0] >= '0' && field[0] <= '9') {
            const char *detail = text_field(&row, '\t');
            is_first = to->event == NOTE_NONE;
            if (is_first) {
                to->event = event_of(next);
                to->time = atoll(field);
                snprintf(to->detail, sizeof to->detail, "%s", detail != NULL ? detail : "");
                snprintf(to->text, sizeof to->text, "%s", row != NULL ? row : "");
            }
        } else if (is_first && strcmp(field, "in") == 0) {
            snprintf(to->call, sizeof to->call, "%s", next);
        } else if (is_first && strcmp(field, "at") == 0 && to->frame_count < NOTES_FRAMES) {
            to->frames[to->frame_count++] = strtoull(next, NULL, 16);
        }
    }
}

#ifdef MPILAB_TRACER
static void find_lines(const char *executable, const char *source_path, run_notes *to)
{
    size_t count = 0;
    uint64_t *offsets = calloc((size_t)to->size * NOTES_FRAMES + 1, sizeof *offsets);
    source_line *lines = calloc((size_t)to->size * NOTES_FRAMES + 1, sizeof *lines);
    if (offsets == NULL || lines == NULL) {
        text_no_memory();
    }
    for (int r = 0; r < to->size; r++) {
        for (int i = 0; i < to->ranks[r].frame_count; i++) {
            offsets[count++] = to->ranks[r].frames[i];
        }
    }
    lines_find(executable, offsets, count, lines);
    count = 0;
    for (int r = 0; r < to->size; r++) {
        for (int i = 0; i < to->ranks[r].frame_count; i++, count++) {
            if (to->ranks[r].line == 0 && strcmp(lines[count].file, source_path) == 0) {
                to->ranks[r].line = lines[count].line;
            }
        }
    }
    free(offsets);
    free(lines);
}
#endif

void notes_read(const char *folder, const char *executable, const char *source_path, run_notes *to)
{
    *to = (run_notes){.ranks = calloc(NOTES_MOST_RANKS, sizeof *to->ranks)};
    if (to->ranks == NULL) {
        text_no_memory();
    }
    DIR *all = opendir(folder);
    for (struct dirent *entry; all != NULL && (entry = readdir(all)) != NULL;) {
        int rank = strncmp(entry->d_name, "rank-", 5) == 0 ? atoi(entry->d_name + 5) : -1;
        char *path = text_format("%s/%s", folder, entry->d_name);
        char *rows =
            rank >= 0 && rank < NOTES_MOST_RANKS ? text_read(path, MOST_BYTES, NULL) : NULL;
        if (rows != NULL) {
            read_rank(rows, &to->ranks[rank]);
            to->size = rank >= to->size ? rank + 1 : to->size;
        }
        free(rows);
        free(path);
    }
    if (all != NULL) {
        closedir(all);
    }
#ifdef MPILAB_TRACER
    find_lines(executable, source_path, to);
#else
    (void)executable, (void)source_path;
#endif
}

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
