#include "usage.h"
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const double seconds_between = 1; /* two looks for ranks */
static const uint64_t least_bytes = 1ULL << 30, most_bytes = 4ULL << 30;

static bool leads_to(pid_t pid, const char *what, const char *path)
{
    char name[64], place[PATH_MAX];
    snprintf(name, sizeof name, "/proc/%d/%s", (int)pid, what);
    ssize_t length = readlink(name, place, sizeof place - 1);
    place[length > 0 ? length : 0] = '\0';
    return strcmp(place, path) == 0;
}

static void find_ranks(usage *u, double now)
{
    DIR *all = opendir("/proc");
    u->count = 0;
    for (struct dirent *entry; all != NULL && (entry = readdir(all)) != NULL;) {
        pid_t pid = (pid_t)atoi(entry->d_name);
        if (pid > 0 && u->count < USAGE_MOST_RANKS && leads_to(pid, "cwd", u->folder) &&
            leads_to(pid, "exe", u->executable)) {
            u->pids[u->count++] = pid;
        }
    }
    if (all != NULL) {
        closedir(all);
    }
    u->looked = now;
    u->begun = u->begun == 0 && u->count > 0 ? now : u->begun;
}

/* Some numbers of a file of a process. */
static bool read_numbers(pid_t pid, const char *what, unsigned long long to[3])
{
    char name[64];
    snprintf(name, sizeof name, "/proc/%d/%s", (int)pid, what);
    FILE *file = fopen(name, "re");
    bool done = file != NULL && fscanf(file, "%llu %llu %llu", &to[0], &to[1], &to[2]) == 3;
    if (file != NULL) {
        fclose(file);
    }
    return done;
}

void usage_look(usage *u, double now)
{
    double had = 0, wall, fair = u->ranks > u->cores ? (double)u->cores / u->ranks : 1;
    uint64_t own = 0, shared = 0, page = (uint64_t)sysconf(_SC_PAGESIZE);
    int known = 0;
    if (now > u->looked + seconds_between || u->looked == 0) {
        find_ranks(u, now);
    }
    wall = now - u->begun;
    for (int i = 0; i < u->count; i++) {
        unsigned long long time[3], memory[3];
        if (read_numbers(u->pids[i], "schedstat", time)) { /* ran, waited for a core, slices */
            double waited = (double)time[1] * 1e-9;
            had += waited < wall ? wall - waited : 0;
            known++;
        }
        if (read_numbers(u->pids[i], "statm", memory)) { /* size, resident, of it shared */
            own += (memory[1] - memory[2]) * page;
            shared = memory[2] * page > shared ? memory[2] * page : shared;
        }
    }
    if (known > 0) {
        double seconds = had / known / fair;
        u->seconds = seconds < wall ? seconds : wall;
    }
    u->bytes = own + shared;
}

uint64_t usage_most_bytes(void)
{
    char line[200];
    unsigned long long free_kib = 0;
    FILE *file = fopen("/proc/meminfo", "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL &&
           sscanf(line, "MemAvailable: %llu kB", &free_kib) != 1) {
    }
    if (file != NULL) {
        fclose(file);
    }
    uint64_t half = (uint64_t)free_kib * 1024 / 2;
    return half < least_bytes ? least_bytes : half > most_bytes ? most_bytes : half;
}
