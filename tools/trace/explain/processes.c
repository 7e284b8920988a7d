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
            pid_t pid = pid_in(path);
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
