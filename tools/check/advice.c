#include "advice.h"
#include "files.h"
#include "process.h"
#include "text.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 20, SECONDS = 20 };

char *advice_absolute(const settings *how, const char *shown)
{
    if (how->file != NULL) {
        char here[4096];
        return text_format("%s/%s", getcwd(here, sizeof here) != NULL ? here : ".", shown);
    }
    return text_format("%s/%s", how->root, shown);
}

/* The first paragraph behind "## Going further" of the exercise's README, up to a heading or a line in bold. */
static char *going_further(const settings *how, const program *what)
{
    char *path = text_format("%s/exercises/%s/README.md", how->root, what->id),
         *text = text_read(path, MOST_BYTES, NULL);
    char *rest = text, *found = NULL;
    bool inside = false;
    for (char *line; (line = text_field(&rest, '\n')) != NULL;) {
        if (strncmp(line, "## Going further", 16) == 0) {
            inside = true;
        } else if (inside && (line[0] == '#' || strncmp(line, "**", 2) == 0)) {
            break;
        } else if (inside && line[0] != '\0') {
            char *more =
                text_format("%s%s%s", found != NULL ? found : "", found != NULL ? "\n" : "", line);
            free(found);
            found = more;
        }
    }
    free(text);
    free(path);
    return found;
}

void advice_next(const settings *how, judgement *j)
{
    if (j->verdict == VERDICT_PASS) {
        j->further = going_further(how, &j->what);
        if (j->what.next[0] != '\0') {
            j->next = text_format("next: exercises/%s/README.md", j->what.next);
        }
    } else if (program_is_whole(&j->what) && j->first >= 0 && how->file == NULL) {
        const check_case *c = &j->cases.cases[j->first];
        const char *option = finding_text(&j->by_case[j->first].what, "option");
        j->next = text_format("./lab trace -n %d %s%s%s%s%s     ./lab hint %s     edit %s",
                              c->ranks, option, option[0] != '\0' ? " " : "", j->what.name,
                              c->arguments[0] != '\0' ? " -- " : "", c->arguments, j->what.name,
                              j->student.shown);
    } else if (j->verdict != VERDICT_ERROR) {
        const char *quote = how->file != NULL && strpbrk(how->file, " \t") != NULL ? "'" : "";
        j->next =
            text_format("./lab hint %s     edit %s, then ./lab check %s%s%s%s%s", j->what.name,
                        j->student.shown, j->what.name, how->file != NULL ? " --file " : "", quote,
                        how->file != NULL ? how->file : "", quote);
    }
}

char *advice_sum(const char *path)
{
    char *argv[] = {"cksum", (char *)path, NULL};
    int status = 0;
    char *said = process_output(argv, NULL, SECONDS, 10000, &status), *name = strstr(said, path);
    if (status != 0 || name == NULL) {
        free(said);
        return text_format("none");
    }
    name[-1] = '\0'; /* "SUM BYTES NAME" */
    return said;
}

void advice_remember(const settings *how, const judgement *j, const char *sum)
{
    if (j->verdict == VERDICT_ERROR) {
        return; /* says nothing about the student */
    }
    char *path = text_format("%s/progress.tsv", how->state), stamp[32], last = '\n';
    time_t now = time(NULL);
    strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
    files_make_folder(how->state);
    int file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (file >= 0) {
        /* A line cut short, as by a full disk, must not swallow this one. */
        off_t end = lseek(file, 0, SEEK_END);
        if (end > 0 && pread(file, &last, 1, end - 1) != 1) {
            last = '\n';
        }
        char *line = text_format("%s%s\t%s\t%s\t%s\n", last == '\n' ? "" : "\n", j->what.id,
                                 judgement_word(j->verdict), stamp, sum);
        size_t length = strlen(line);
        if (write(file, line, length) != (ssize_t)length) {
            fprintf(stderr, "lab: %s: what you have done could not be remembered\n", path);
        }
        free(line);
        close(file);
    }
    free(path);
}
