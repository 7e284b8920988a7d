#include "tests/unit/child.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_ARGUMENTS = 32 };

static const char SECONDS[] = "60"; /* far more than any run here takes */

static const char *launch, *build, *program, *name;

void child_begin(int argc, char *argv[])
{
    if (argc != 5) {
        fprintf(stderr, "usage: %s LAUNCH BUILD_DIR PROGRAM NAME\n", argv[0]);
        exit(2);
    }
    launch = argv[1], build = argv[2], program = argv[3], name = argv[4];
}

static void read_back(FILE *file, char text[CHILD_TEXT])
{
    rewind(file);
    size_t length = fread(text, 1, CHILD_TEXT - 1, file);
    text[length] = '\0';
    fclose(file);
}

child child_run(int ranks, const char *const arguments[])
{
    static char out_text[CHILD_TEXT], err_text[CHILD_TEXT];
    char number[16];
    snprintf(number, sizeof number, "%d", ranks);
    const char *command[MAX_ARGUMENTS] = {launch, build,   "-n", number,
                                          "-t",   SECONDS, "--", program};
    int count = 8;
    for (int i = 0; arguments[i] != NULL; i++) {
        assert_true(count < MAX_ARGUMENTS - 1);
        command[count++] = arguments[i];
    }

    FILE *out = tmpfile(), *err = tmpfile();
    assert_non_null(out);
    assert_non_null(err);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        dup2(fileno(out), STDOUT_FILENO);
        dup2(fileno(err), STDERR_FILENO);
        execv(launch, (char *const *)command);
        _exit(127);
    }
    int ended;
    assert_int_equal(waitpid(pid, &ended, 0), pid);
    child run = {WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended), out_text, err_text};
    read_back(out, out_text);
    read_back(err, err_text);
    return run;
}

/* Without a warning that Open MPI's mpirun has once in some hundred runs as it ends. */
int child_lines(const char *text)
{
    static const char noise[] = "[warn] Epoll";
    int lines = 0;
    for (const char *line = text; *line != '\0';) {
        lines += strncmp(line, noise, sizeof noise - 1) != 0;
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return lines;
}

void child_assert(const child *run, bool good, const char *what)
{
    if (!good) {
        fail_msg("%s. Exit status %d; stdout:\n%s\nstderr:\n%s", what, run->status, run->out,
                 run->err);
    }
}

/* Lines of text that begin with "NAME: ". */
static int messages(const char *text)
{
    char start[64];
    int count = 0;
    snprintf(start, sizeof start, "%s: ", name);
    for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        count += strncmp(line, start, strlen(start)) == 0;
    }
    return count;
}

static void assert_ended(const child *run, int status, const char *const texts[])
{
    char what[256];
    child_assert(run, run->status != CHILD_TIMED_OUT, "the run had to be stopped");
    snprintf(what, sizeof what, "expected exit status %d", status);
    child_assert(run, run->status == status, what);
    child_assert(run, messages(run->err) == 1, "expected one line with the program's name");
    for (int i = 0; texts[i] != NULL; i++) {
        snprintf(what, sizeof what, "expected '%s' in the message", texts[i]);
        child_assert(run, strstr(run->err, texts[i]) != NULL, what);
    }
}

void child_assert_refused(const child *run, int status, const char *const texts[])
{
    assert_ended(run, status, texts);
    child_assert(run, child_lines(run->err) == 1, "expected one line on stderr");
}

void child_assert_aborted(const child *run, const char *const texts[])
{
    assert_ended(run, 1, texts);
}

int child_occurrences(const char *text, const char *of)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, of)) != NULL; at += strlen(of)) {
        count++;
    }
    return count;
}
