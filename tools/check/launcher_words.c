#include "launcher_words.h"
#include "text.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t name_length(const char *text)
{
    size_t length = 0;
    while (isalpha((unsigned char)text[length]) || text[length] == '_') {
        length++;
    }
    return length;
}

/* "mpirun noticed that process rank 1 with PID 123 on node n1 exited on signal 9 (Killed)." */
static void read_killed(const char *line, launcher_words *to)
{
    const char *mark = strstr(line, "exited on signal "), *rank = strstr(line, "rank ");
    if (mark == NULL || rank == NULL || rank > mark) {
        return;
    }
    to->signal = atoi(mark + strlen("exited on signal "));
    size_t length = strcspn(mark, "\n");
    length -= length > 0 && mark[length - 1] == '.';
    snprintf(to->killed, sizeof to->killed, "rank %d %.*s", atoi(rank + 5), (int)length, mark);
}

/* Open MPI, of an error with the handler MPI_ERRORS_ARE_FATAL, in lines that begin with "***". */
static void read_fatal(const char *line, launcher_words *to)
{
    const char *at = strstr(line, "*** An error occurred in MPI_");
    if (at != NULL && to->failing_call[0] == '\0') {
        at += strlen("*** An error occurred in ");
        snprintf(to->failing_call, sizeof to->failing_call, "%.*s", (int)name_length(at), at);
    }
    at = strstr(line, "*** reported by process [");
    at = at != NULL ? strchr(at, ',') : NULL;
    if (at != NULL) {
        to->failing_rank = atoi(at + 1);
    }
    at = strstr(line, "*** MPI_ERR_");
    if (at != NULL && to->failure_class[0] == '\0') {
        at += strlen("*** ");
        size_t length = name_length(at);
        snprintf(to->failure_class, sizeof to->failure_class, "%.*s", (int)length, at);
        at += length + strspn(at + length, ": ");
        snprintf(to->failure_text, sizeof to->failure_text, "%s", at);
    }
}

/* "*** The MPI_Comm_rank() function was called before MPI_INIT was invoked." */
static void read_order(const char *line, launcher_words *to)
{
    const char *at = strstr(line, "he MPI_");
    const char *mark = at != NULL ? strstr(at, "() function was called ") : NULL;
    if (strstr(line, "Attempting to use an MPI routine ") != NULL &&
        strstr(line, "before initializing") != NULL) {
        snprintf(to->order, sizeof to->order, "an MPI function was called before MPI_Init");
    }
    if (mark == NULL) {
        return;
    }
    const char *when = mark + strlen("() function was called ");
    bool before = strncmp(when, "before MPI_INIT", 15) == 0;
    if (before || strncmp(when, "after MPI_FINALIZE", 18) == 0) {
        snprintf(to->order, sizeof to->order, "%.*s was called %s", (int)name_length(at + 3),
                 at + 3, before ? "before MPI_Init" : "after MPI_Finalize");
    }
}

void launcher_words_read(const char *output, launcher_words *to)
{
    char *copy = text_format("%s", output), *rest = copy;
    char whole[1000] = "";
    *to = (launcher_words){0};
    for (char *line; (line = text_field(&rest, '\n')) != NULL;) {
        /* Open MPI 5 breaks the line before "signal". */
        size_t length = strlen(line);
        snprintf(whole + strlen(whole), sizeof whole - strlen(whole), "%s%s",
                 whole[0] != '\0' ? " " : "", line);
        if (length >= 9 && strcmp(line + length - 9, "exited on") == 0) {
            continue;
        }
        read_killed(whole, to);
        read_fatal(whole, to);
        read_order(whole, to);
        whole[0] = '\0';
    }
    free(copy);
}

/* Of mpirun: "[host:123] ...", "mpirun: ..."; what stands between two lines of dashes. Of MPICH: lines of "=", and what
 * begins with one. Of srun: "srun: ...", "slurmstepd-NODE: ...". */
static bool is_launchers(const char *line)
{
    static const char *const begin[] = {"mpirun: ",
                                        "mpiexec: ",
                                        "srun: ",
                                        "slurmstepd",
                                        "[warn] Epoll ",
                                        "=   ",
                                        "YOUR APPLICATION TERMINATED WITH"};
    for (size_t i = 0; i < sizeof begin / sizeof *begin; i++) {
        if (strncmp(line, begin[i], strlen(begin[i])) == 0) {
            return true;
        }
    }
    if (strspn(line, "=") >= 70) {
        return true;
    }
    if (line[0] == '[') {
        size_t end = strcspn(line, "]");
        const char *colon = memchr(line, ':', end);
        return line[end] == ']' && colon != NULL && isdigit((unsigned char)line[end - 1]);
    }
    return false;
}

char *launcher_words_leave_out(const char *output, int lines)
{
    char *copy = text_format("%s", output), *rest = copy, *kept = malloc(strlen(output) + 2),
         *end = kept;
    bool inside = false;
    if (kept == NULL) {
        text_no_memory();
    }
    for (char *line; (line = text_field(&rest, '\n')) != NULL;) {
        if (strncmp(line, "-----", 5) == 0) {
            inside = !inside;
        } else if (!inside && line[0] != '\0' && !is_launchers(line)) {
            size_t length = strlen(line);
            memcpy(end, line, length);
            end += length;
            *end++ = '\n';
        }
    }
    *end = '\0';
    free(copy);
    text_last_lines(kept, lines);
    return kept;
}
