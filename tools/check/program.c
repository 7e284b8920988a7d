#include "program.h"
#include "text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 1 << 20 };

/* The facts of a row, by the names in the header. */
static void take_facts(char *header, char *row, program *to)
{
    const struct {
        const char *name, **fact;
    } facts[] = {{"ID", &to->id},       {"NAME", &to->name},   {"SOURCE", &to->source},
                 {"TITLE", &to->title}, {"RANKS", &to->ranks}, {"DEMANDS", &to->demands},
                 {"CASES", &to->cases}, {"WRONG", &to->wrong}};
    char *names = header, *values = row;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        *facts[i].fact = "";
    }
    for (char *name; (name = text_field(&names, '\t')) != NULL;) {
        const char *value = text_field(&values, '\t');
        for (size_t i = 0; value != NULL && i < sizeof facts / sizeof *facts; i++) {
            if (strcmp(name, facts[i].name) == 0) {
                *facts[i].fact = value;
            }
        }
    }
}

static bool begins_with_id(const char *line, const char *id)
{
    size_t length = strlen(id);
    return strncmp(line, id, length) == 0 && line[length] == '\t';
}

bool program_read(const char *manifest, const char *id, program *to)
{
    *to = (program){0};
    char *text = text_read(manifest, MOST_BYTES, NULL), *rest = text;
    char *header = text_field(&rest, '\n'), *line = NULL, *row = NULL;
    while (header != NULL && row == NULL && (line = text_field(&rest, '\n')) != NULL) {
        row = begins_with_id(line, id) ? line : NULL;
    }
    if (row == NULL) {
        free(text);
        return false;
    }
    if (rest != NULL) {
        snprintf(to->next, sizeof to->next, "%.*s", (int)strcspn(rest, "\t\n"), rest);
    }
    to->row = text;
    take_facts(header, row, to);
    return true;
}

bool program_is_whole(const program *p)
{
    return p->wrong != NULL && p->wrong[0] != '\0' && strcmp(p->wrong, "-") != 0;
}

void program_free(program *p)
{
    free(p->row);
    *p = (program){0};
}
