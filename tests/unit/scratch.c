#include "tests/unit/scratch.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static _Noreturn void give_up(const char *path)
{
    perror(path);
    exit(1);
}

void scratch_create(char directory[SCRATCH_PATH])
{
    const char *base = getenv("TMPDIR");
    scratch_path(directory, base != NULL ? base : "/tmp", "mpilab-unit-XXXXXX");
    if (mkdtemp(directory) == NULL) {
        give_up(directory);
    }
}

void scratch_path(char path[SCRATCH_PATH], const char *directory, const char *name)
{
    if (snprintf(path, SCRATCH_PATH, "%s/%s", directory, name) >= SCRATCH_PATH) {
        give_up(directory);
    }
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

void scratch_remove(const char *directory)
{
    if (directory[0] != '\0') {
        nftw(directory, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    }
}

void scratch_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (file == NULL || fputs(text, file) == EOF || fclose(file) != 0) {
        give_up(path);
    }
}

bool scratch_holds(const char *path, const char *text)
{
    char there[256] = "";
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return false;
    }
    size_t length = fread(there, 1, sizeof there - 1, file);
    fclose(file);
    return length == strlen(text) && memcmp(there, text, length) == 0;
}

bool scratch_exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}
