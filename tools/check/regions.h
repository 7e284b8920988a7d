/* What was sent in each region, and was under way as it began, of a program (common/timing.h), from the records of a run. */
#ifndef MPILAB_CHECK_REGIONS_H
#define MPILAB_CHECK_REGIONS_H

#include "outcome.h"
#include "tools/trace/explain/load.h"

/* Sets regions and region_count of the outcome; to 0 where the records do not have the whole run. */
void regions_take(const load_run *run, outcome *to);

#endif
