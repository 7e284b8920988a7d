#include "types.h"
#include "build.h"
#include "inside.h"
#include "text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TYPE = 200, MOST_SAID = 100000, SECONDS = 30 };

static void take_out(char *text, const char *what)
{
    for (char *at; (at = strstr(text, what)) != NULL;) {
        memmove(at, at + strlen(what), strlen(at + strlen(what)) + 1);
    }
}

/* What the pointer points to, without what does no harm: "long" of "const unsigned long long *" and of "long (*)[4]". */
static void pointee(char type[])
{
    static const char *const harmless[] = {"const ", "volatile ", "unsigned ", "signed "};
    char *array = strstr(type, " (*)");
    if (array != NULL) {
        *array = '\0';
    } else if (strrchr(type, '*') != NULL) {
        *strrchr(type, '*') = '\0';
    }
    char *longer = strstr(type, "long long");
    if (longer != NULL) {
        memmove(longer, longer + strlen("long "), strlen(longer + strlen("long ")) + 1);
    }
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
        take_out(type, harmless[i]);
    }
    for (size_t length = strlen(type); length > 0 && type[length - 1] == ' ';) {
        type[--length] = '\0';
    }
}

/* "'int64_t *' (aka 'long *')": the first name, and the last. Returns what is behind, or NULL. */
static const char *read_type(const char *at, char shown[MOST_TYPE], char real[MOST_TYPE])
{
    int used = 0;
    if (at == NULL || sscanf(at, "'%199[^']'%n", shown, &used) != 1 || used == 0) {
        return NULL;
    }
    at += used;
    used = 0;
    snprintf(real, MOST_TYPE, "%s", shown);
    if (sscanf(at, " (aka '%199[^']')%n", real, &used) == 1 && used > 0) {
        at += used;
    }
    return at;
}

static bool is_number(const char *type)
{
    static const char *const numbers[] = {"short", "int",    "long",        "_Bool",
                                          "float", "double", "long double", NULL};
    size_t length = strlen(type);
    for (int i = 0; numbers[i] != NULL; i++) {
        if (strcmp(type, numbers[i]) == 0) {
            return true;
        }
    }
    return length > 0 && type[length - 1] == '*'; /* addresses, which mean nothing elsewhere */
}

bool types_read(const char *says, const source_file *source, finding_severity severity, finding *to)
{
    static const char is[] = ": warning: argument type ", wants[] = "type tag that requires ";
    size_t length = strlen(source->path);
    char *copy = text_format("%s", says), *rest = copy;
    bool found = false;
    for (char *line; !found && (line = text_field(&rest, '\n')) != NULL;) {
        char type[MOST_TYPE], real[MOST_TYPE], wanted[MOST_TYPE], real_wanted[MOST_TYPE];
        const char *at = strstr(line, is), *need = strstr(line, wants);
        if (strncmp(line, source->path, length) != 0 || line[length] != ':' || at == NULL ||
            need == NULL || read_type(at + strlen(is), type, real) == NULL ||
            read_type(need + strlen(wants), wanted, real_wanted) == NULL) {
            continue;
        }
        pointee(real);
        pointee(real_wanted);
        found = strcmp(real, real_wanted) != 0 && is_number(real);
        if (found) {
            int number = atoi(line + length + 1);
            finding_start(to, severity, "type_not_of_memory");
            finding_put(to, "line", "%d", number);
            finding_put(to, "type", "%s", type);
            finding_put(to, "wanted", "%s", wanted);
        }
    }
    free(copy);
    return found;
}

bool types_find(const settings *how, const judgement *j, finding_severity severity, finding *to)
{
    char **argv = build_command(how, "types.args", &j->what, &j->student, "");
    int status = 0;
    char *says = argv[0] != NULL ? inside_output(how, argv, NULL, j->student.path, NULL, SECONDS,
                                                 MOST_SAID, &status)
                                 : text_format("%s", "");
    bool found = types_read(says, &j->student, severity, to);
    free(says);
    build_free_command(argv);
    return found;
}
