#include "verdict.h"
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* bin/compare; by that name in PATH where there is no telling where this program stands. */
static void find_compare(char path[PATH_MAX])
{
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - 10);
    path[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(path, '/');
    strcpy(slash != NULL ? slash + 1 : path, "compare");
}

/* The first line "sentence<TAB>..." that comes. */
static void read_sentence(int from, char text[])
{
    char line[VERDICT_TEXT];
    FILE *stream = fdopen(from, "r");
    if (stream == NULL) {
        close(from);
        return;
    }
    while (fgets(line, sizeof line, stream) != NULL) {
        if (strncmp(line, "sentence\t", 9) == 0 && text[0] == '\0') {
            line[strcspn(line, "\n")] = '\0';
            snprintf(text, VERDICT_TEXT, "%s", line + 9);
        }
    }
    fclose(stream);
}

void verdict_of(const char *first, const char *other, char text[])
{
    char program[PATH_MAX], sentence[VERDICT_TEXT] = "";
    int ends[2], status = 0;
    pid_t child;
    posix_spawn_file_actions_t actions;
    snprintf(text, VERDICT_TEXT,
             "not compared: the program compare is not there (./lab show builds it)");
    find_compare(program);
    if (pipe(ends) != 0) {
        return;
    }
    char *const words[] = {"compare", "--", (char *)first, (char *)other, NULL};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    fflush(stdout);
    int failed = posix_spawnp(&child, program, &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    read_sentence(ends[0], sentence);
    if (failed != 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) ||
        WEXITSTATUS(status) == 127) {
        return;
    }
    if (WEXITSTATUS(status) == 0) {
        snprintf(text, VERDICT_TEXT, "the same");
    } else if (WEXITSTATUS(status) == 1) {
        snprintf(text, VERDICT_TEXT, "differ: %.900s", sentence);
    } else {
        snprintf(text, VERDICT_TEXT, "cannot be compared: %.900s",
                 sentence[0] != '\0' ? sentence : "the first file has no whole result");
    }
}
