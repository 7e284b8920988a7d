/* What of a result file can be drawn: each kind of plot looks for what it needs, and writes it for
 * gnuplot (plotdata.h). docs/result-format.md says what makes a plot appear. */
#ifndef MPILAB_PLOTS_H
#define MPILAB_PLOTS_H

#include "tools/result_file/read.h"

/* Writes the data of all plots of a file into an empty folder, and where the pictures belong into
 * FOLDER/base. with_ranks: see plots_source. Says on stdout which plot is not to be had though the file wants it. False if the
 * folder cannot be written. */
bool plots_write(hid_t file, const char *path, const char *folder, bool with_ranks);

/* "NAME.h5" as "NAME" into FOLDER/base. */
bool plots_write_base(const char *path, const char *folder);

/* Of a dataset: its name within its group, as in "loss"; its unit, or "" where it is a number. Both are the dataset's own. */
const char *plots_name(const read_dataset *dataset);
const char *plots_units(const read_dataset *dataset);

/* The kinds; each true unless its data cannot be written. */
typedef struct {
    hid_t file;
    const char *folder;
    char title[300]; /* "mandelbrot (solution), 4 ranks" */
    int ranks;       /* 0: the file does not say */
    bool with_ranks; /* in frames, draw where the ranks' blocks meet */
} plots_source;

bool plots_regions(const plots_source *source);    /* time per region, a bar for each rank */
bool plots_work(const plots_source *source);       /* who did what, and how much */
bool plots_messages(const plots_source *source);   /* time over message size, and bandwidth */
bool plots_algorithms(const plots_source *source); /* the same of several algorithms */
bool plots_pictures(const plots_source *source);   /* datasets that say how they are drawn */
bool plots_frames(const plots_source *source, const read_dataset *dataset); /* as time goes on */
bool plots_powers(const plots_source *source);    /* a vector over another, both logarithmic */
bool plots_epochs(const plots_source *source);    /* curves of each rank */
bool plots_rank_bars(const plots_source *source); /* several bars for each rank */

#endif
