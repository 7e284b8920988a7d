#include "finding.h"
#include "sites.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { SAID = FINDING_SENTENCE + 300 }; /* a sentence, and the ranks that are put into it */

bool report_start(report *to, const load_run *run)
{
    *to = (report){.run = run, .all = calloc(FINDING_MOST, sizeof *to->all)};
    return to->all != NULL;
}

void report_free(report *to)
{
    free(to->all);
    to->all = NULL;
}

void report_place(finding *to, int rank, uint64_t site, unsigned call)
{
    if (to == NULL) {
        return;
    }
    for (int i = 0; i < to->place_count; i++) {
        if (to->places[i].rank == rank && to->places[i].site == site) {
            return;
        }
    }
    if (to->place_count < FINDING_PLACES) {
        to->places[to->place_count++] = (finding_place){rank, site, call};
    }
}

finding *report_add(report *to, severity how_bad, const char *kind, int rank, uint64_t site,
                    unsigned call, const char *teach, const char *format, ...)
{
    char sentence[FINDING_SENTENCE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    for (int i = 0; i < to->count; i++) {
        if (strcmp(to->all[i].kind, kind) == 0 && strcmp(to->all[i].sentence, sentence) == 0) {
            to->all[i].count++;
            report_place(&to->all[i], rank, site, call);
            return NULL;
        }
    }
    if (to->count >= FINDING_MOST) {
        to->dropped++;
        return NULL;
    }
    finding *made = &to->all[to->count++];
    *made = (finding){.how_bad = how_bad, .kind = kind, .teach = teach, .count = 1};
    memcpy(made->sentence, sentence, sizeof sentence);
    report_place(made, rank, site, call);
    return made;
}

bool report_has(const report *to, const char *kind)
{
    for (int i = 0; i < to->count; i++) {
        if (strcmp(to->all[i].kind, kind) == 0) {
            return true;
        }
    }
    return false;
}

int report_count(const report *to, severity at_least)
{
    int count = 0;
    for (int i = 0; i < to->count; i++) {
        count += to->all[i].how_bad >= at_least;
    }
    return count;
}

/* Errors first; among equals the order in which the passes have found them. */
void report_sort(report *to)
{
    finding *sorted = calloc(FINDING_MOST, sizeof *sorted);
    int next = 0;
    if (sorted == NULL) {
        return;
    }
    for (int level = ERROR; level >= NOTE; level--) {
        for (int i = 0; i < to->count; i++) {
            if (to->all[i].how_bad == (severity)level) {
                sorted[next++] = to->all[i];
            }
        }
    }
    free(to->all);
    to->all = sorted;
}

const char *severity_name(severity how_bad)
{
    return how_bad == ERROR ? "error" : how_bad == WARNING ? "warning" : "note";
}

void ranks_text(const int ranks[], int count, char text[], size_t size)
{
    size_t used = (size_t)snprintf(text, size, count == 1 ? "rank " : "ranks ");
    for (int i = 0, end; i < count && used < size; i = end) {
        for (end = i + 1; end < count && ranks[end] == ranks[end - 1] + 1; end++) {
        }
        end = end - i > 2 ? end : i + 1; /* two in a row are no range */
        const char *before = i == 0 ? "" : end == count ? " and " : ", ";
        used +=
            (size_t)(end - i > 1 ? snprintf(text + used, size - used, "%s%d-%d", before, ranks[i],
                                            ranks[end - 1])
                                 : snprintf(text + used, size - used, "%s%d", before, ranks[i]));
    }
}

static int by_number(const void *a, const void *b)
{
    const int *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

/* The sentence with the ranks put in. */
static void say(const finding *from, char text[], size_t size)
{
    int ranks[FINDING_PLACES], count = 0;
    char names[256];
    for (int i = 0; i < from->place_count; i++) {
        ranks[count++] = from->places[i].rank;
    }
    qsort(ranks, (size_t)count, sizeof *ranks, by_number);
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (kept == 0 || ranks[kept - 1] != ranks[i]) {
            ranks[kept++] = ranks[i];
        }
    }
    ranks_text(ranks, kept, names, sizeof names);
    const char *mark = strstr(from->sentence, "{ranks}");
    if (mark == NULL) {
        snprintf(text, size, "%s", from->sentence);
    } else {
        snprintf(text, size, "%.*s%s%s", (int)(mark - from->sentence), from->sentence, names,
                 mark + strlen("{ranks}"));
    }
}

/* The next finding from *at on that is at least so bad, and its sentence; NULL if there is none left. */
static const finding *next_said(const report *from, severity at_least, int *at, char text[SAID])
{
    while (*at < from->count) {
        const finding *f = &from->all[(*at)++];
        if (f->how_bad >= at_least) {
            say(f, text, SAID);
            return f;
        }
    }
    return NULL;
}

void report_text(const report *from, severity at_least, FILE *to)
{
    char text[SAID];
    int at = 0;
    for (const finding *f; (f = next_said(from, at_least, &at, text)) != NULL;) {
        fprintf(to, "%s: %s\n", severity_name(f->how_bad), text);
        if (f->teach != NULL && f->how_bad > NOTE) {
            fprintf(to, "    read: solutions/%s\n", f->teach);
        }
    }
    if (from->dropped > 0) {
        fprintf(to, "... and %d more\n", from->dropped);
    }
}

void report_rows(const report *from, severity at_least, FILE *to)
{
    char text[SAID];
    int at = 0;
    for (const finding *f; (f = next_said(from, at_least, &at, text)) != NULL;) {
        fprintf(to, "finding\t%s\t%s\t%d\t%s\n", severity_name(f->how_bad), f->kind, f->count,
                text);
        for (int j = 0; j < f->place_count; j++) {
            const finding_place *place = &f->places[j];
            const load_rank *rank = &from->run->ranks[place->rank];
            site where = rank->state == LOAD_WHOLE ? sites_of(rank, place->site) : (site){"", 0};
            if (where.line > 0) {
                fprintf(to, "place\t%d\t%s\t%d\t%s\n", place->rank, where.file, where.line,
                        place->call != 0 ? load_call(rank, place->call) : "");
            }
        }
    }
}

void json_string(const char *text, FILE *to)
{
    putc('"', to);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            fprintf(to, "\\%c", *text);
        } else if ((unsigned char)*text < ' ') {
            fprintf(to, "\\u%04x", *text);
        } else {
            putc(*text, to);
        }
    }
    putc('"', to);
}

static void json_place(const report *from, const finding_place *place, FILE *to)
{
    const load_rank *rank = &from->run->ranks[place->rank];
    site where = rank->state == LOAD_WHOLE ? sites_of(rank, place->site) : (site){"", 0};
    fprintf(to, "{\"rank\": %d", place->rank);
    if (where.line > 0) {
        fprintf(to, ", \"file\": ");
        json_string(where.file, to);
        fprintf(to, ", \"line\": %d", where.line);
    }
    if (place->call != 0 && rank->state == LOAD_WHOLE) {
        fprintf(to, ", \"call\": ");
        json_string(load_call(rank, place->call), to);
    }
    fprintf(to, "}");
}

void report_json(const report *from, severity at_least, FILE *to)
{
    char text[SAID];
    bool first = true;
    fprintf(to, "[");
    int at = 0;
    for (const finding *f; (f = next_said(from, at_least, &at, text)) != NULL;) {
        fprintf(to, "%s\n    {\"severity\": \"%s\", \"kind\": \"%s\",\n     \"sentence\": ",
                first ? "" : ",", severity_name(f->how_bad), f->kind);
        json_string(text, to);
        fprintf(to, ",\n     \"count\": %d, \"places\": [", f->count);
        for (int j = 0; j < f->place_count; j++) {
            fprintf(to, "%s", j > 0 ? ", " : "");
            json_place(from, &f->places[j], to);
        }
        fprintf(to, "]");
        if (f->teach != NULL) {
            fprintf(to, ", \"read\": \"solutions/%s\"", f->teach);
        }
        fprintf(to, "}");
        first = false;
    }
    fprintf(to, "%s]", first ? "" : "\n  ");
}
