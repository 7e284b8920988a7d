#include "common/progress.h"
#include <mpi.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const double QUIET_SECONDS = 2, INTERVAL = 0.5;

static double started, printed;
static bool has_started, line_stands;

static bool someone_reads(void)
{
    const char *asked = getenv("MPILAB_PROGRESS");
    return asked != NULL ? strcmp(asked, "1") == 0 : isatty(STDERR_FILENO) != 0;
}

void progress_update(int64_t done, int64_t total)
{
    double now = MPI_Wtime();
    if (!has_started) {
        has_started = true;
        started = now;
    }
    double elapsed = now - started;
    if (done <= 0 || elapsed < QUIET_SECONDS || now - printed < INTERVAL || !someone_reads()) {
        return;
    }
    double share = (double)done / (double)total;
    fprintf(stderr, "\r%3.0f %%, about %.0f s left \x1b[K", 100 * share,
            elapsed * (1 - share) / share);
    fflush(stderr);
    printed = now;
    line_stands = true;
}

void progress_end(void)
{
    if (line_stands) {
        fprintf(stderr, "\r\x1b[K");
        fflush(stderr);
    }
    line_stands = false;
    has_started = false;
}
