/* A scaling study as text, as an HDF5 file, and as rows for gnuplot. */
#ifndef MPILAB_REPORT_H
#define MPILAB_REPORT_H

#include "fit.h"
#include "runs.h"
#include <hdf5.h>
#include <stdbool.h>

/* What follows from the times, for each row of the runs. The smallest number of ranks is the base: it counts
 * as perfect. */
typedef struct {
    const scale_runs *runs;
    bool weak;
    int cores;             /* of the machine; more ranks than that share cores. 0: not known */
    const char *arguments; /* of the program */
    double *speedup;    /* [n]; weak: against one rank that does all the work, which nobody ran */
    double *efficiency; /* [n], speedup / ranks */
    double *karp_flatt; /* [n]; NAN where there is none (one rank, weak scaling) */
    fit_model model;    /* of the rows that do not share cores */
    int most_ranks;     /* that the model has seen */
} scale_report;

/* Free with report_free. `runs` and `arguments` must live as long. */
scale_report report_make(const scale_runs *runs, bool weak, int cores, const char *arguments);
void report_free(scale_report *report);

/* Seconds by the model. */
double report_predict(const scale_report *report, double ranks);

/* The speed-up that `seconds` at `ranks` are. */
double report_speedup(const scale_report *report, double ranks, double seconds);

/* On stdout. The numbers of ranks failed[failures], in order, have no result: they get rows that say so. */
void report_print(const scale_report *report, const int failed[], int failures);

/* For scale/plot.gp (plotdata.h): the settings title, weak and model (0 or 1), then rows of ranks, seconds, least, most,
 * speed-up, efficiency, compute, communication, I/O, other; after two empty lines, if there is a model, rows of its
 * ranks, seconds, speed-up. False if it cannot be written. */
bool report_write_rows(const scale_report *report, const char *path);

/* False if it cannot be written; then there is no file. */
bool report_write_hdf5(const scale_report *report, const char *path);

/* What report_write_hdf5 has written, as report_make wants it. Free with runs_free. */
typedef struct {
    scale_runs runs;
    bool weak;
    int cores;
    char arguments[4096];
} scale_study;

/* Is there a scaling study in the file? */
bool study_is_in(hid_t file);

/* False if it is not as it should be. */
bool study_read(hid_t file, scale_study *study);

#endif
