#include "common/timing.h"
#include "common/marks.h"
#include "common/memory.h"
#include "common/results_names.h"
#include "common/stop.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char name[TIMING_MAX_NAME];
    double seconds; /* of the visits that have ended */
    double since;   /* MPI_Wtime() at the start of the running visit */
    bool running;
} region;

static region regions[TIMING_MAX_REGIONS];
static int region_count;
static double first_start;
static bool has_started; /* not first_start > 0: Open MPI's clock may begin at 0 */

static region *find(const char *name)
{
    for (int i = 0; i < region_count; i++) {
        if (strcmp(regions[i].name, name) == 0) {
            return &regions[i];
        }
    }
    return NULL;
}

static region *find_or_add(const char *name)
{
    region *found = find(name);
    if (found == NULL) {
        if (region_count == TIMING_MAX_REGIONS || strlen(name) >= TIMING_MAX_NAME) {
            stop_here(__FILE__, __LINE__, name, "too many timing regions, or too long a name");
        }
        found = &regions[region_count++];
        snprintf(found->name, sizeof found->name, "%s", name);
    }
    return found;
}

void timing_start(const char *name)
{
    region *entered = find_or_add(name);
    if (entered->running) {
        stop_here(__FILE__, __LINE__, name, "timing region started twice without a stop");
    }
    MPI_Pcontrol(MARK_REGION_START, name);
    entered->running = true;
    entered->since = MPI_Wtime();
    if (!has_started) {
        has_started = true;
        first_start = entered->since;
    }
}

void timing_stop(const char *name)
{
    double now = MPI_Wtime();
    region *left = find(name);
    if (left == NULL || !left->running) {
        stop_here(__FILE__, __LINE__, name, "timing region stopped without a start");
    }
    left->running = false;
    left->seconds += now - left->since;
    MPI_Pcontrol(MARK_REGION_STOP, name);
}

double timing_seconds(const char *name)
{
    const region *found = find(name);
    if (found == NULL) {
        return 0;
    }
    return found->seconds + (found->running ? MPI_Wtime() - found->since : 0);
}

timing_summary timing_summarize(const double seconds[], int size)
{
    timing_summary summary = {seconds[0], 0, seconds[0], 1};
    for (int i = 0; i < size; i++) {
        summary.min = seconds[i] < summary.min ? seconds[i] : summary.min;
        summary.max = seconds[i] > summary.max ? seconds[i] : summary.max;
        summary.mean += seconds[i] / size;
    }
    if (summary.mean > 0) {
        summary.imbalance = summary.max / summary.mean;
    }
    return summary;
}

/* Ranks may have entered different regions, in different order. Makes the list of all regions of
 * all ranks the same everywhere: name by name, the lowest rank that has one not yet listed proposes
 * it. */
static int agree_on_names(char names[][TIMING_MAX_NAME], MPI_Comm comm)
{
    int rank, size, count = 0;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    for (;;) {
        const char *mine = NULL;
        for (int i = 0; i < region_count && mine == NULL; i++) {
            mine = regions[i].name;
            for (int k = 0; k < count && mine != NULL; k++) {
                mine = strcmp(mine, names[k]) == 0 ? NULL : mine;
            }
        }
        int candidate = mine != NULL ? rank : size, proposer;
        MPI_Allreduce(&candidate, &proposer, 1, MPI_INT, MPI_MIN, comm);
        if (proposer == size) {
            break;
        }
        stop_together(comm, count == TIMING_MAX_REGIONS, STOP_FAILURE,
                      "more than %d timing regions on all ranks together", TIMING_MAX_REGIONS);
        memset(names[count], 0, TIMING_MAX_NAME);
        if (rank == proposer) {
            memcpy(names[count], mine, strlen(mine)); /* fits: see find_or_add */
        }
        MPI_Bcast(names[count], TIMING_MAX_NAME, MPI_CHAR, proposer, comm);
        count++;
    }
    return count;
}

static void print_table(char names[][TIMING_MAX_NAME], int count, const double seconds[], int size)
{
    printf("%-28s %10s %10s %10s %10s\n", "seconds", "min", "mean", "max", "imbalance");
    for (int i = 0; i < count; i++) {
        timing_summary summary = timing_summarize(seconds + (size_t)i * size, size);
        printf("  %-26s %10.4f %10.4f %10.4f %10.2f\n", names[i], summary.min, summary.mean,
               summary.max, summary.imbalance);
    }
    fflush(stdout);
}

void timing_report(results *file, MPI_Comm comm)
{
    char names[TIMING_MAX_REGIONS + 1][TIMING_MAX_NAME];
    double mine[TIMING_MAX_REGIONS + 1];
    int rank, size;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);

    double total = has_started ? MPI_Wtime() - first_start : 0;
    int count = agree_on_names(names, comm);
    for (int i = 0; i < count; i++) {
        mine[i] = timing_seconds(names[i]);
    }
    memset(names[count], 0, TIMING_MAX_NAME);
    strcpy(names[count], "total");
    mine[count++] = total;

    double *seconds = memory_allocate((int64_t)count * size, sizeof *seconds); /* [region][rank] */
    for (int i = 0; i < count; i++) {
        MPI_Gather(&mine[i], 1, MPI_DOUBLE, seconds + (size_t)i * size, 1, MPI_DOUBLE, 0, comm);
    }
    if (file != NULL) {
        hsize_t shape[2] = {(hsize_t)count, (hsize_t)size};
        results_write_texts(file, NAME_REGIONS, &names[0][0], TIMING_MAX_NAME, count, 0);
        results_write_array(file, NAME_SECONDS, H5T_NATIVE_DOUBLE, seconds, 2, shape, 0);
        results_units(file, NAME_SECONDS, "s");
    }
    if (rank == 0) {
        print_table(names, count, seconds, size);
    }
    free(seconds);
}
