#include "common/parts/plate.h"
#include "common/memory.h"
#include "common/parts/grey.h"
#include "common/progress.h"
#include "common/results_names.h"
#include "common/timing.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int64_t plate_row_bytes(int width)
{
    return 2 * (width + 2) * (int64_t)sizeof(double);
}

plate plate_load(const char *picture, int64_t first, int64_t rows, int64_t height, int width,
                 MPI_Comm comm)
{
    grey start = grey_load(picture, comm);
    plate made = {
        .height = height, .first = first, .rows = rows, .width = width, .stride = width + 2};
    made.now = memory_allocate((rows + 2) * made.stride, sizeof *made.now);
    made.next = memory_allocate((rows + 2) * made.stride, sizeof *made.next);
    for (int64_t y = 0; y < rows; y++) {
        double *row = plate_row(&made, y + 1);
        for (int x = 0; x < width; x++) {
            row[x] = grey_at(&start, first + y, x, height, width) * (PLATE_HOTTEST / 255.0);
        }
    }
    grey_free(&start);
    return made;
}

double *plate_row(const plate *p, int64_t row)
{
    return p->now + row * p->stride + 1;
}

/* A row of `next`; returns the largest change. */
static double compute_row(const double *restrict above, const double *restrict here,
                          const double *restrict below, int width, double *restrict next)
{
    double most = 0;
#pragma omp simd reduction(max : most)
    for (int x = 0; x < width; x++) {
        double mean = ((here[x - 1] + here[x + 1]) + (above[x] + below[x]) + here[x]) * 0.2;
        double change = fabs(mean - here[x]);
        next[x] = mean;
        most = change > most ? change : most;
    }
    return most;
}

double plate_compute(const plate *p, int64_t from, int64_t to)
{
    double most = 0;
    for (int64_t row = from; row <= to; row++) {
        const double *here = plate_row(p, row);
        double change = compute_row(here - p->stride, here, here + p->stride, p->width,
                                    p->next + row * p->stride + 1);
        most = change > most ? change : most;
    }
    return most;
}

void plate_swap(plate *p)
{
    double *now = p->now;
    p->now = p->next;
    p->next = now;
}

void plate_write(const plate *p, frames *kept, int64_t steps, double change, double seconds,
                 results *file)
{
    progress_end();
    if (p->first == 0 && p->rows > 0) { /* rank 0 */
        printf("%d x %lld points, %lld steps: %.0f Mpoint/s\n", p->width, (long long)p->height,
               (long long)steps, 1e-6 * (double)(steps * p->height * p->width) / seconds);
    }
    double inner = timing_seconds("compute inner rows"),
           wait = timing_seconds("communication wait");
    double hidden = inner + wait > 0 ? inner / (inner + wait) : 0;
    timing_start("output");
    frames_write(kept, NAME_RESULT "/temperature", file, H5T_NATIVE_DOUBLE, "degC", false);
    results_write_scalar(file, NAME_RESULT "/steps", H5T_NATIVE_INT64, &steps);
    results_write_scalar(file, NAME_RESULT "/change", H5T_NATIVE_DOUBLE, &change);
    results_units(file, NAME_RESULT "/change", "degC");
    results_write_per_rank(file, NAME_TIMING "/rows", H5T_NATIVE_INT64, &p->rows);
    results_write_per_rank(file, NAME_TIMING "/hidden_share", H5T_NATIVE_DOUBLE, &hidden);
    frames_free(kept);
    timing_stop("output");
}

void plate_free(plate *p)
{
    free(p->now);
    free(p->next);
    p->now = p->next = NULL;
}
