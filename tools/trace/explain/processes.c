#include "processes.h"
#include "tools/trace/layout.h"
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- pids of a sandbox ---- */

static struct {
    pid_t launcher; /* 0: ranks are not in a sandbox */
    struct {
        pid_t inside, outside;
    } known[64];
    int count;
} sandbox;

typedef struct {
    pid_t parent, inside; /* inside: its pid in its own namespace */
    int levels;           /* of namespaces, from ours down to its own */
} process_facts;

/* What the kernel says, which no process can forge. */
static process_facts facts_of(pid_t pid)
{
    char path[64], line[512];
    process_facts facts = {0};
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "PPid:", 5) == 0) {
            facts.parent = (pid_t)atoi(line + 5);
        } else if (strncmp(line, "NSpid:", 6) == 0) {
            char *at = line + 6, *end;
            for (pid_t next; next = (pid_t)strtol(at, &end, 10), end != at; at = end) {
                facts.inside = next;
                facts.levels++;
            }
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return facts;
}

static bool is_in_sandbox(pid_t pid, pid_t inside)
{
    process_facts facts = facts_of(pid);
    if (facts.levels != 2 || facts.inside != inside) {
        return false;
    }
    for (int steps = 0; facts.parent > 1 && steps < 100; steps++) {
        if (facts.parent == sandbox.launcher) {
            return true;
        }
        facts = facts_of(facts.parent);
    }
    return false;
}

void processes_inside(pid_t launcher)
{
    sandbox.launcher = launcher;
    sandbox.count = 0;
}

pid_t processes_pid(uint32_t in_record)
{
    enum { MOST = sizeof sandbox.known / sizeof *sandbox.known };
    pid_t inside = (pid_t)in_record, outside = 0;
    if (sandbox.launcher == 0) {
        return inside;
    }
    for (int i = 0; i < sandbox.count; i++) {
        if (sandbox.known[i].inside == inside &&
            facts_of(sandbox.known[i].outside).inside == inside) {
            return sandbox.known[i].outside;
        }
    }
    DIR *all = opendir("/proc");
    for (struct dirent *entry; all != NULL && outside == 0 && (entry = readdir(all)) != NULL;) {
        pid_t pid = (pid_t)atoi(entry->d_name);
        outside = pid > 0 && is_in_sandbox(pid, inside) ? pid : 0;
    }
    if (all != NULL) {
        closedir(all);
    }
    if (outside > 0) {
        sandbox.count = sandbox.count < MOST ? sandbox.count + 1 : 1;
        sandbox.known[sandbox.count - 1].inside = inside;
        sandbox.known[sandbox.count - 1].outside = outside;
    }
    return outside;
}

/* ---- the ranks ---- */

/* 0 if there is none yet: a rank may be in the middle of making its record, so nothing else in it is looked at. */
static pid_t pid_in(const char *path)
{
    uint32_t pid = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (file < 0) {
        return 0;
    }
    ssize_t got = pread(file, &pid, sizeof pid, offsetof(trace_header, pid));
    close(file);
    return got == (ssize_t)sizeof pid && pid > 1 && pid <= INT_MAX ? (pid_t)pid : 0;
}

static bool has_mapped(pid_t pid, const char *path)
{
    char maps[64], line[PATH_MAX + 200];
    bool found = false;
    snprintf(maps, sizeof maps, "/proc/%d/maps", (int)pid);
    FILE *file = fopen(maps, "re");
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        const char *mapped = strchr(line, '/');
        found = mapped != NULL && strcmp(mapped, path) == 0;
    }
    if (file != NULL) {
        fclose(file);
    }
    return found;
}

int processes_signal(const char *directory, int signal)
{
    char whole[PATH_MAX], path[PATH_MAX + NAME_MAX + 2];
    DIR *records = realpath(directory, whole) != NULL ? opendir(whole) : NULL;
    int count = 0;
    for (struct dirent *entry; records != NULL && (entry = readdir(records)) != NULL;) {
        if (strncmp(entry->d_name, "rank-", 5) == 0) {
            snprintf(path, sizeof path, "%s/%s", whole, entry->d_name);
            pid_t pid = processes_pid((uint32_t)pid_in(path));
            if (pid > 0 && has_mapped(pid, path)) {
                kill(pid, signal);
                count++;
            }
        }
    }
    if (records != NULL) {
        closedir(records);
    }
    return count;
}

uint64_t processes_bytes(int ranks)
{
    trace_section sections[TRACE_SECTIONS];
    return (uint64_t)ranks * layout_make(sections, ranks, TRACE_CALLS, 1);
}
