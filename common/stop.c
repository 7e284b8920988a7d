#include "common/stop.h"
#include "common/program.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *unfinished; /* a file that nobody should find after a stop; NULL: none */

void stop_removes(const char *path)
{
    unfinished = path;
}

/* Lets the launcher read what was printed, for a second at most. MPI_Abort goes another way and may overtake
 * it: without this MPICH's launcher loses one message in twenty. */
static void let_launcher_read(void)
{
    enum { MILLISECOND = 1000000, TRIES = 1000 };
    const struct timespec pause = {0, MILLISECOND};
    struct stat file;
    fflush(NULL);
    for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fstat(fd, &file) != 0 || !S_ISFIFO(file.st_mode)) {
            continue;
        }
        int unread = 0;
        for (int i = 0; i < TRIES && ioctl(fd, FIONREAD, &unread) == 0 && unread > 0; i++) {
            nanosleep(&pause, NULL);
        }
    }
}

/* Ends this rank, as all others of comm end at the same time. One of them `leads`. */
static _Noreturn void end_with(int status, bool leads, MPI_Comm comm)
{
    /* The message must be out before the first end makes the launcher end the others. */
    MPI_Barrier(comm);
#ifdef MPICH_VERSION
    /* Its launcher returns the statuses of all ranks or'ed, and 9 for one that it ended because another was
     * quicker. After MPI_Abort it returns what that says; what that prints besides is left out. */
    if (leads) {
        freopen("/dev/null", "w", stderr);
        MPI_Abort(MPI_COMM_WORLD, status);
    }
    sleep(10);
#else
    (void)leads;
#endif
    /* Not exit(): HDF5's exit handler would try again to write what could not be written. */
    _exit(status);
}

void stop_together(MPI_Comm comm, bool failed, int status, const char *format, ...)
{
    int rank, size, first;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);

    int candidate = failed ? rank : size;
    MPI_Allreduce(&candidate, &first, 1, MPI_INT, MPI_MIN, comm);
    if (first == size) {
        return;
    }
    if (rank == first) {
        va_list arguments;
        va_start(arguments, format);
        fprintf(stderr, "%s: ", program_name);
        vfprintf(stderr, format, arguments);
        fputc('\n', stderr);
        va_end(arguments);
    }
    let_launcher_read();
    if (unfinished != NULL) {
        unlink(unfinished);
        end_with(status, rank == first, comm);
    }
    MPI_Finalize();
    _exit(status);
}

_Noreturn void stop_here(const char *file, int line, const char *call, const char *why)
{
    int rank = -1, initialized = 0, finalized = 0;
    MPI_Initialized(&initialized);
    MPI_Finalized(&finalized);
    if (initialized && !finalized) {
        MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    }
    fprintf(stderr, "%s: %s:%d: rank %d: %s: %s\n", program_name, file, line, rank, call, why);
    let_launcher_read();
    if (unfinished != NULL) {
        unlink(unfinished);
    }
    if (rank >= 0) {
        MPI_Abort(MPI_COMM_WORLD, STOP_FAILURE);
    }
    _exit(STOP_FAILURE);
}
