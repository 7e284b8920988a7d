/* What AddressSanitizer has found in a run, as a finding. Serial; no MPI. */
#ifndef MPILAB_SANITIZER_REPORT_H
#define MPILAB_SANITIZER_REPORT_H

#include "tools/findings/finding.h"

/* The files whose lines are told, as the compiler was given them: absolute. */
typedef struct {
    const char *const *paths; /* [count] */
    int count;
} report_sources;

/* Kind "memory_error" into `to`, from the reports that tools/sanitizer/run has left in that folder: that of the lowest
 * rank, if it is whole. False: there is none. Values: error ("heap-buffer-overflow"), and where known
 *   access ("writes", "reads"), bytes       what was done; null: to an address near 0
 *   side ("behind", "before", "of")         ... to which end of the block, or to all of it
 *   variable                                which block: its name
 *   line.allocated, line.freed, line.declared      where that was done
 *   ranks.who, line                         who did it, and where
 * With more than one source each line has its file, too: file, file.allocated... */
bool report_find(const char *folder, const report_sources *sources, finding *to);

/* The first error in that report, as above; ranks are left out. */
bool report_read(const char *report, const report_sources *sources, finding *to);

#endif
