#include "teaches.h"
#include <stdio.h>
#include <string.h>

enum { LINE = 16384 };

/* The field of that number, from 0 on. NULL: the line has not as many. */
static const char *field(const char *line, int number, size_t *length)
{
    while (number-- > 0 && line != NULL) {
        line = strchr(line, '\t');
        line = line != NULL ? line + 1 : NULL;
    }
    *length = line != NULL ? strcspn(line, "\t\r\n") : 0;
    return line;
}

static int column_of(const char *header, const char *name)
{
    size_t length;
    const char *at;
    for (int i = 0; (at = field(header, i, &length)) != NULL; i++) {
        if (length == strlen(name) && strncmp(at, name, length) == 0) {
            return i;
        }
    }
    return -1;
}

static bool has_word(const char *words, size_t length, const char *word)
{
    size_t wanted = strlen(word), now;
    for (const char *at = words; at < words + length; at += now + 1) {
        now = strcspn(at, " \t\r\n");
        if (now == wanted && strncmp(at, word, now) == 0) {
            return true;
        }
    }
    return false;
}

static const char *teacher_of(FILE *from, const char *call, char id[TEACHES_ID])
{
    char line[LINE];
    size_t length, id_length;
    rewind(from);
    int calls = fgets(line, sizeof line, from) != NULL ? column_of(line, "CALLS") : -1;
    while (call[0] != '\0' && calls >= 0 && fgets(line, sizeof line, from) != NULL) {
        const char *words = field(line, calls, &length), *name = field(line, 0, &id_length);
        if (words != NULL && id_length < TEACHES_ID && has_word(words, length, call)) {
            snprintf(id, TEACHES_ID, "%.*s", (int)id_length, name);
            return id;
        }
    }
    return NULL;
}

const char *teaches_find(const char *manifest, const finding *f, char id[TEACHES_ID])
{
    const char *found = NULL;
    FILE *from = fopen(manifest, "r");
    if (from == NULL) {
        return NULL;
    }
    for (int i = 0; i < f->place_count && found == NULL; i++) {
        found = teacher_of(from, f->places[i].call, id);
    }
    if (found == NULL) {
        found = teacher_of(from, finding_text(f, "call"), id);
    }
    fclose(from);
    return found;
}
