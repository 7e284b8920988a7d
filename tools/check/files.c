#include "files.h"
#include "text.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FOLDERS = 16, ROOM = 1000000 };

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    remove(path);
    return 0;
}

static int open_up(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)place;
    if (kind == FTW_D || kind == FTW_DNR) {
        chmod(path, status->st_mode | S_IRWXU);
    }
    return 0;
}

void files_remove(const char *path)
{
    if (nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS) == 0 &&
        access(path, F_OK) != 0) {
        return;
    }
    nftw(path, open_up, OPEN_FOLDERS, FTW_PHYS); /* a program may have closed a folder of its own */
    nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

bool files_make_folder(const char *path)
{
    char *copy = text_format("%s", path);
    for (char *slash = strchr(copy + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(copy, 0777);
        *slash = '/';
    }
    free(copy);
    return mkdir(path, 0777) == 0 || (errno == EEXIST && access(path, W_OK | X_OK) == 0);
}

bool files_copy(const char *from, const char *to)
{
    char piece[65536];
    int in = open(from, O_RDONLY | O_CLOEXEC),
        out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool done = in >= 0 && out >= 0;
    for (ssize_t got = 1; done && got > 0;) {
        got = read(in, piece, sizeof piece);
        done = got >= 0 && write(out, piece, (size_t)got) == got;
    }
    if (in >= 0) {
        close(in);
    }
    return (out < 0 || close(out) == 0) && done;
}

bool files_have_room(const char *folder)
{
    char *path = text_format("%s/room", folder), *zeros = calloc(1, ROOM);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool has = zeros != NULL && file >= 0 && write(file, zeros, ROOM) == ROOM;
    if (file >= 0) {
        has = close(file) == 0 && has;
    }
    unlink(path);
    free(zeros);
    free(path);
    return has;
}

int files_lock(const char *path)
{
    int lock = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    while (lock >= 0 && flock(lock, LOCK_EX) != 0 && errno == EINTR) {
    }
    return lock;
}

void files_unlock(int lock)
{
    if (lock >= 0) {
        close(lock);
    }
}
