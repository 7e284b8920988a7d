#include "print.h"
#include "tools/findings/teaches.h"
#include "tools/findings/words.h"

/* What to read, or NULL: a note asks for nothing. */
static const char *to_read(const finding *f, const char *programs, char id[TEACHES_ID])
{
    return programs != NULL && f->severity > FINDING_NOTE ? teaches_find(programs, f, id) : NULL;
}

/* The next finding from *at on that is at least so bad, and its sentence; NULL if there is none left. */
static const finding *next(const finding_list *from, finding_severity at_least, int *at,
                           char text[WORDS_SENTENCE])
{
    while (*at < from->count) {
        const finding *f = &from->all[(*at)++];
        if (f->severity >= at_least) {
            words_sentence(f, text, WORDS_SENTENCE);
            return f;
        }
    }
    return NULL;
}

void print_text(const finding_list *from, finding_severity at_least, const char *programs, FILE *to)
{
    char text[WORDS_SENTENCE], id[TEACHES_ID];
    int at = 0;
    for (const finding *f; (f = next(from, at_least, &at, text)) != NULL;) {
        fprintf(to, "%s: %s\n", finding_severity_name(f->severity), text);
        if (to_read(f, programs, id) != NULL) {
            fprintf(to, "    read: solutions/%s\n", id);
        }
    }
    if (from->dropped > 0) {
        fprintf(to, "... and %d more\n", from->dropped);
    }
}

/* ---- JSON ---- */

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

static void json_place(const finding_place *place, FILE *to)
{
    fprintf(to, "{\"rank\": %d", place->rank);
    if (place->line > 0) {
        fprintf(to, ", \"file\": ");
        json_string(place->file, to);
        fprintf(to, ", \"line\": %d", place->line);
    }
    if (place->call[0] != '\0') {
        fprintf(to, ", \"call\": ");
        json_string(place->call, to);
    }
    fprintf(to, "}");
}

static void json_values(const finding *f, FILE *to)
{
    const char *separator = "";
    fprintf(to, ",\n     \"values\": {");
    for (const char *name = NULL; (name = finding_next(f, name)) != NULL; separator = ", ") {
        fprintf(to, "%s", separator);
        json_string(name, to);
        fprintf(to, ": ");
        json_string(finding_text(f, name), to);
    }
    fprintf(to, "}");
}

void print_json(const finding_list *from, finding_severity at_least, const char *programs, FILE *to)
{
    char text[WORDS_SENTENCE], id[TEACHES_ID];
    const char *separator = "";
    int at = 0;
    fprintf(to, "[");
    for (const finding *f; (f = next(from, at_least, &at, text)) != NULL; separator = ",") {
        fprintf(to,
                "%s\n    {\"severity\": \"%s\", \"kind\": \"%s\",\n     \"sentence\": ", separator,
                finding_severity_name(f->severity), f->kind);
        json_string(text, to);
        fprintf(to, ",\n     \"count\": %d, \"places\": [", f->count);
        for (int i = 0; i < f->place_count; i++) {
            fprintf(to, "%s", i > 0 ? ", " : "");
            json_place(&f->places[i], to);
        }
        fprintf(to, "]");
        json_values(f, to);
        if (to_read(f, programs, id) != NULL) {
            fprintf(to, ", \"read\": \"solutions/%s\"", id);
        }
        fprintf(to, "}");
    }
    fprintf(to, "%s]", separator[0] == '\0' ? "" : "\n  ");
}
