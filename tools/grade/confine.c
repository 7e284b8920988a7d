/* bin/confine: starts a sandbox, and ends it when what is in it takes more than it may. See usage_text.
 *
 * Memory is what processes have for themselves, looked at 20 times a second. What they share lies in file systems in
 * memory whose size the sandbox limits: so the ways to have memory elsewhere are closed. */
#include "confine_calls.h"
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char usage_text[] =
    "usage: confine MEGABYTES PROCESSES FILE_MEGABYTES SECONDS COMMAND [ARGS...]\n"
    "\n"
    "COMMAND and all that comes of it may have so much memory, and so many processes and threads; "
    "each of them may write files\n"
    "so large, and have so many seconds of processor time. Exit status: of COMMAND; 122: it had "
    "more processes; 123: more memory.\n";

enum {
    TOO_MANY = 122,
    TOO_LARGE = 123,
    LOOK_NANOSECONDS = 50000000,
    LOOKS_OF_ORPHANS = 20,
    MOST_SEEN = 4096,
    FILES = 512
};

typedef struct {
    pid_t pid, parent;
    long threads, kib;
    bool is_ours;
} process;

static process seen[MOST_SEEN];
static int seen_count;

/* ---- what it may do ---- */

static bool limit(int what, rlim_t most)
{
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)what, &now) != 0) {
        return false;
    }
    most = most < now.rlim_max ? most : now.rlim_max;
    return setrlimit((__rlimit_resource_t)what, &(struct rlimit){most, most}) == 0;
}

static _Noreturn void become(char *const words[], rlim_t file_bytes, rlim_t seconds)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, file_bytes) && limit(RLIMIT_CPU, seconds) &&
        limit(RLIMIT_NOFILE, FILES) && confine_calls()) {
        execvp(words[0], words);
    }
    fprintf(stderr, "lab: confine: %s: %s\n", words[0], strerror(errno));
    _exit(127);
}

/* ---- what it takes ---- */

static void look_at(pid_t pid)
{
    char path[64], line[256];
    process found = {.pid = pid};
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        long number = strtol(line + strcspn(line, "\t"), NULL, 10);
        found.parent = strncmp(line, "PPid:", 5) == 0 ? (pid_t)number : found.parent;
        found.threads = strncmp(line, "Threads:", 8) == 0 ? number : found.threads;
        bool is_memory = strncmp(line, "RssAnon:", 8) == 0 || strncmp(line, "VmSwap:", 7) == 0 ||
                         strncmp(line, "VmPTE:", 6) == 0;
        found.kib += is_memory ? number : 0;
    }
    if (file != NULL) {
        fclose(file);
        seen[seen_count++] = found;
    }
}

/* All of our descendants: a process whose parent has ended goes to the sandbox's first process, or to us. */
static void look(long *processes, long *kib)
{
    DIR *all = opendir("/proc");
    seen_count = 0;
    *processes = *kib = 0;
    for (struct dirent *entry; all != NULL && seen_count < MOST_SEEN && (entry = readdir(all));) {
        pid_t pid = (pid_t)atoi(entry->d_name);
        if (pid > 0) {
            look_at(pid);
        }
    }
    for (bool more = true; more;) {
        more = false;
        for (int i = 0; i < seen_count; i++) {
            bool ours = seen[i].parent == getpid();
            for (int k = 0; !ours && k < seen_count; k++) {
                ours = seen[k].is_ours && seen[k].pid == seen[i].parent;
            }
            more = more || (ours && !seen[i].is_ours);
            seen[i].is_ours = ours;
        }
    }
    for (int i = 0; i < seen_count; i++) {
        *processes += seen[i].is_ours ? seen[i].threads : 0;
        *kib += seen[i].is_ours ? seen[i].kib : 0;
    }
    if (all != NULL) {
        closedir(all);
    }
}

/* What its parent has left behind, as a daemon does, keeps launchers waiting: it is ended a second later. The sandbox's
 * first process has one child of its own, which is seen first. */
static void end_orphans(pid_t sandbox)
{
    static pid_t first, command;
    static int looks;
    int count = 0;
    for (int i = 0; i < seen_count; i++) {
        first = first == 0 && seen[i].parent == sandbox ? seen[i].pid : first;
        command = command == 0 && first > 0 && seen[i].parent == first ? seen[i].pid : command;
    }
    for (int i = 0; i < seen_count && first > 0; i++) {
        if (seen[i].parent == first && seen[i].pid != command) {
            count++;
            if (looks >= LOOKS_OF_ORPHANS) {
                kill(seen[i].pid, SIGKILL);
            }
        }
    }
    looks = count > 0 && looks < LOOKS_OF_ORPHANS ? looks + 1 : 0;
}

/* The sandbox's first process is among them: with it the kernel ends all that there is in its namespace. */
static void end_all(void)
{
    long processes, kib;
    const struct timespec pause = {0, 10000000};
    for (int tries = 0; waitpid(-1, NULL, WNOHANG) >= 0 && tries < 1000; tries++) {
        look(&processes, &kib);
        for (int i = 0; i < seen_count; i++) {
            if (seen[i].is_ours) {
                kill(seen[i].pid, SIGKILL);
            }
        }
        nanosleep(&pause, NULL);
    }
}

static int watch(pid_t child, long most_processes, long most_kib, const sigset_t *awaited)
{
    const struct timespec pause = {0, LOOK_NANOSECONDS};
    long processes, kib;
    int status = 0;
    while (true) {
        int got = sigtimedwait(awaited, NULL, &pause);
        if (got > 0 && got != SIGCHLD) {
            return 128 + got;
        }
        for (pid_t ended; (ended = waitpid(-1, &status, WNOHANG)) > 0;) {
            if (ended == child) {
                return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            }
        }
        look(&processes, &kib);
        end_orphans(child);
        if (processes > most_processes || kib > most_kib) {
            return processes > most_processes ? TOO_MANY : TOO_LARGE;
        }
    }
}

int main(int argc, char *argv[])
{
    sigset_t awaited;
    if (argc < 6) {
        fputs(usage_text, argc == 2 && strcmp(argv[1], "--help") == 0 ? stdout : stderr);
        return argc == 2 ? 0 : 2;
    }
    for (int descriptor = 3; descriptor < 1024; descriptor++) {
        close(descriptor); /* which are none of the sandbox's business */
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* and the sandbox goes with us */
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    sigemptyset(&awaited);
    for (size_t i = 0; i < 4; i++) {
        sigaddset(&awaited, (const int[]){SIGCHLD, SIGTERM, SIGINT, SIGHUP}[i]);
    }
    sigprocmask(SIG_BLOCK, &awaited, NULL);
    pid_t child = fork();
    if (child == 0) {
        become(argv + 5, (rlim_t)atol(argv[3]) << 20, (rlim_t)atol(argv[4]));
    }
    int status = child > 0 ? watch(child, atol(argv[2]), atol(argv[1]) << 10, &awaited) : 127;
    end_all();
    return status;
}
