/* /timing/regions and /timing/seconds, which belong together, and the rates that follow. */
#ifndef MPILAB_TIMES_H
#define MPILAB_TIMES_H

#include "tools/result_file/read.h"

typedef struct {
    read_dataset names, seconds;
    size_t regions, ranks;
    char *name;    /* [regions][width]; see times_name */
    double *value; /* [regions][ranks]; NULL where they are not there, or do not fit each other */
} region_times;

region_times times_read(hid_t file);
void times_free(region_times *times);

/* The name of region i. */
const char *times_name(const region_times *times, size_t i);

/* The longest time that a rank spent in region i; NAN if a rank has none. */
double times_longest(const region_times *times, size_t i);

/* Work that the ranks count in a dataset, done in a region: whatever file has both has a rate. */
typedef struct {
    const char *dataset, *region, *units;
    double factor;
} times_rate;
enum { TIMES_RATES = 1 };
extern const times_rate times_rates[TIMES_RATES];

/* All ranks' work / the longest time in the region, in units of the rate; 0 if the file has none. */
double times_rate_of(hid_t file, const region_times *times, const times_rate *rate);

#endif
