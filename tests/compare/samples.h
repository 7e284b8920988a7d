/* Small result files for the tests of the comparison: what is expected, and what we got. */
#ifndef MPILAB_SAMPLES_H
#define MPILAB_SAMPLES_H

#include "tests/unit/scratch.h"
#include <hdf5.h>
#include <stdint.h>

enum { EXPECTED, GOT, SIDES };

extern char sample_paths[SIDES][SCRATCH_PATH];
extern hid_t sample_files[SIDES];

/* Two files with the root attribute `ranks`, in this directory. */
void samples_start(const char *directory, int ranks);
void samples_end(void);

/* A dataset of one file; NULL: its values are never written. Groups are made as needed. */
void sample_put(int side, const char *name, hid_t type, int dimensions, const hsize_t shape[],
                const void *values);

/* A vector of texts, each in `width` bytes. */
void sample_texts(int side, const char *name, const char *texts, int width, int count);

/* The attributes that say whose the rows are, and how exact the values. */
void sample_offsets(int side, const char *name, const int64_t offsets[], int count);
void sample_owner(int side, const char *name, const int32_t ranks[], int rows);
void sample_text(int side, const char *name, const char *attribute, const char *text);

/* Other values for a dataset of what we got. */
void sample_rewrite(const char *name, const double values[]);
void sample_tolerance(int side, const char *name, double relative);

#endif
