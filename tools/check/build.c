#include "build.h"
#include "files.h"
#include "inside.h"
#include "process.h"
#include "text.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_SAID = 200000,
    MOST_ARGUMENTS = 400,
    MOST_COMMAND = 1 << 20,
    SECONDS = 120,
    LINES_SHOWN = 200
};

/* The argument with what stands for @NAME@, @SOURCE@ and @OUTPUT@ put in; to be freed. */
static char *put_in(const char *argument, const program *what, const source_file *student,
                    const char *executable)
{
    const struct {
        const char *mark, *value;
    } known[] = {{"@NAME@", what->name}, {"@SOURCE@", student->path}, {"@OUTPUT@", executable}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *at = strstr(argument, known[i].mark);
        if (at != NULL) {
            return text_format("%.*s%s%s", (int)(at - argument), argument, known[i].value,
                               at + strlen(known[i].mark));
        }
    }
    return text_format("%s", argument);
}

/* The first error in the student's own file: "hello.c:12:5: error", or the linker's "hello.c:12: undefined". */
static int line_of_error(const char *says, const char *path)
{
    char *plain = text_format("%s", says), *rest = plain;
    int found = 0;
    text_without_colour(plain);
    for (char *line; found == 0 && (line = text_field(&rest, '\n')) != NULL;) {
        const char *at = strstr(line, path);
        if (at != NULL && at[strlen(path)] == ':' &&
            (strstr(line, "error") != NULL || strstr(line, "undefined reference") != NULL)) {
            found = atoi(at + strlen(path) + 1);
        }
    }
    free(plain);
    return found;
}

/* The first warning in the student's own file: "hello.c:12:5: warning: unused variable 'x' [-Wunused-variable]". */
static void find_warning(build_result *to, const char *path)
{
    static const char mark[] = ": warning: ";
    char *plain = text_format("%s", to->says), *rest = plain;
    text_without_colour(plain);
    for (char *line; to->warning_line == 0 && (line = text_field(&rest, '\n')) != NULL;) {
        const char *at = strstr(line, mark), *option = strstr(line, " [-W");
        if (at != NULL && strncmp(line, path, strlen(path)) == 0 && line[strlen(path)] == ':') {
            at += strlen(mark);
            to->warning_line = atoi(line + strlen(path) + 1);
            snprintf(to->warning, sizeof to->warning, "%.*s",
                     (int)(option != NULL ? (size_t)(option - at) : strlen(at)), at);
        }
    }
    free(plain);
}

/* Without the linker's own path and temporary files, and not more than anybody reads. */
static void make_readable(char *says)
{
    char *to = says, *rest = says;
    int lines = 0;
    for (char *line; (line = text_field(&rest, '\n')) != NULL && lines < LINES_SHOWN;) {
        const char *mark = strstr(line, "undefined reference");
        if (strstr(line, ": in function ") != NULL && strstr(line, "/ld: ") != NULL) {
            continue;
        }
        if (mark != NULL && strstr(line, "/ld: ") != NULL) {
            line = strstr(line, "/ld: ") + strlen("/ld: ");
        }
        char *section =
            strstr(line, ":(."); /* binutils since 2.41: "hello.c:12:(.text+0x5): undefined..." */
        if (mark != NULL && section != NULL && section < mark) {
            memmove(section, mark - 2, strlen(mark - 2) + 1);
        }
        if (*line == '\0' && rest == NULL) {
            break; /* behind the last newline */
        }
        size_t length = strlen(line);
        memmove(to, line, length);
        to += length;
        *to++ = '\n';
        lines++;
    }
    to -= to > says;
    *to = '\0';
}

char **build_command(const settings *how, const char *command, const program *what,
                     const source_file *student, const char *executable)
{
    char *path = text_format("%s/%s", how->build, command),
         *text = text_read(path, MOST_COMMAND, NULL), *rest = text;
    char **argv = calloc(MOST_ARGUMENTS + 1, sizeof *argv);
    int count = 0;
    if (argv == NULL) {
        text_no_memory();
    }
    for (char *line; count < MOST_ARGUMENTS && (line = text_field(&rest, '\n')) != NULL;) {
        if (line[0] != '\0') {
            argv[count++] = put_in(line, what, student, executable);
        }
    }
    free(text);
    free(path);
    return argv;
}

void build_free_command(char **argv)
{
    for (char **argument = argv; *argument != NULL; argument++) {
        free(*argument);
    }
    free(argv);
}

void build_student(const settings *how, const char *command, const program *what,
                   const source_file *student, const char *folder, build_result *to)
{
    char *place = text_format("%s%s", folder, how->inside != NULL ? "/built" : "");
    *to = (build_result){.executable = text_format("%s/%s", place, what->name)};
    char **argv = build_command(how, command, what, student, to->executable);
    int status = 127;
    files_make_folder(place);
    to->says = argv[0] != NULL ? inside_output(how, argv, place, student->path, NULL, SECONDS,
                                               MOST_SAID, &status)
                               : text_format("%s/%s: there is no such file", how->build, command);
    build_free_command(argv);
    free(place);
    to->is_built = status == 0;
    if (status == 124 || status == INSIDE_MEMORY) {
        free(to->says);
        to->says = status == 124
                       ? text_format("the compiler did not end within %d s", SECONDS)
                       : text_format("the compiler took more memory than a submission may have");
    }
    to->line = to->is_built ? 0 : line_of_error(to->says, student->path);
    make_readable(to->says);
    if (to->is_built) {
        find_warning(to, student->path);
    }
}

void build_free(build_result *b)
{
    free(b->executable);
    free(b->says);
    *b = (build_result){0};
}
