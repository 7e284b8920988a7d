/* Before a run starts: could its result file be finished? An error now is better than later. */
#include "common/results_internal.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static const double MB = 1e6;

static bool directory_is_usable(const char *directory, char *why, int size)
{
    struct stat status;
    if (stat(directory, &status) != 0) {
        snprintf(why, size, "directory '%s': %s (mkdir it, or choose another with -o FILE)",
                 directory, strerror(errno));
        return false;
    }
    if (!S_ISDIR(status.st_mode)) {
        snprintf(why, size, "'%s' is not a directory", directory);
        return false;
    }
    return true;
}

static bool there_is_space(const char *directory, int64_t bytes, char *why, int size)
{
    struct statvfs disk;
    struct rlimit limit;
    if (statvfs(directory, &disk) == 0) {
        double there = (double)disk.f_bavail * (double)disk.f_frsize;
        if (there < (double)bytes) {
            snprintf(why, size, "it needs %.3g MB, but the disk has %.3g MB left", bytes / MB,
                     there / MB);
            return false;
        }
    }
    if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
        (double)limit.rlim_cur < (double)bytes) {
        snprintf(why, size, "it needs %.3g MB, but 'ulimit -f' allows files of %.3g MB", bytes / MB,
                 (double)limit.rlim_cur / MB);
        return false;
    }
    return true;
}

int results_take_place(const char *path, const char *partial, int64_t bytes, char *why, int size)
{
    char copy[PATH_MAX];
    struct stat status;
    snprintf(copy, sizeof copy, "%s", path);
    const char *directory = dirname(copy);
    if (!directory_is_usable(directory, why, size)) {
        return -1;
    }
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        snprintf(why, size, "it exists and is not an ordinary file");
        return -1;
    }
    int descriptor = open(partial, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        snprintf(why, size, "%s", strerror(errno));
        return -1;
    }
    /* The lock ends with the process, however it ends. File systems without locks (some parallel
     * ones) give another error, and no protection. */
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        snprintf(why, size, "another run is writing it at this moment");
        close(descriptor);
        return -1;
    }
    if (!there_is_space(directory, bytes, why, size)) {
        unlink(partial);
        close(descriptor);
        return -1;
    }
    return descriptor;
}

bool results_reserve(int descriptor, int64_t offset, int64_t bytes)
{
    struct rlimit limit;
    if (bytes > 0 && getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
        (double)limit.rlim_cur < (double)offset + (double)bytes) {
        errno = EFBIG; /* fallocate looks at the limit only where it changes the size */
        return false;
    }
#ifdef __linux__
    if (bytes > 0 && fallocate(descriptor, FALLOC_FL_KEEP_SIZE, offset, bytes) != 0) {
        return errno != ENOSPC && errno != EDQUOT && errno != EFBIG;
    }
#else
    (void)descriptor;
#endif
    return true;
}
