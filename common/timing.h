/* Measures where a program's time goes, on every rank.
 *
 *     timing_start("compute");
 *     ...
 *     timing_stop("compute");
 *     ...
 *     timing_report(results, MPI_COMM_WORLD);
 *
 * A region may be entered many times: its seconds add up. Regions may nest. By convention the names
 * are "compute", "communication", "input" and "output", followed by a blank and more words if a
 * program has several of a kind ("communication ring"): tools split the time by the first word.
 * Seconds are wall clock seconds by MPI_Wtime. An additional region, "total", lasts from the first
 * timing_start to the report. Start and end of a region are marked for tools (marks.h).
 */
#ifndef MPILAB_TIMING_H
#define MPILAB_TIMING_H

#include "common/results.h"
#include <mpi.h>

enum { TIMING_MAX_REGIONS = 24, TIMING_MAX_NAME = 32 };

/* Not collective: each rank measures for itself, and ranks may have different regions. A region
 * started twice, or stopped without a start, is a mistake in the program: the rank reports it and
 * aborts the run. */
void timing_start(const char *region);
void timing_stop(const char *region);

/* Seconds that this rank has spent in a region so far; 0 for a region never entered. */
double timing_seconds(const char *region);

/* A summary of the ranks' seconds in one region. */
typedef struct {
    double min, mean, max; /* over ranks, seconds */
    double imbalance;      /* max / mean: 1 is perfect; the part 1 - 1/imbalance is waiting */
} timing_summary;

/* Summary of `size` values, one for each rank. */
timing_summary timing_summarize(const double seconds[], int size);

/* Writes /timing/regions and /timing/seconds[region][rank] to file (unless NULL), and rank 0
 * prints a short table. Collective on comm, which must be the file's communicator. */
void timing_report(results *file, MPI_Comm comm);

#endif
