/* All that the records of a run say: of other programs the way in.
 *
 *     load_run run;
 *     finding_list found;
 *     if (load_all(&run, directory, id, false) && findings_start(&found)) {
 *         run.hung = ...;
 *         explain_run(&run, &found);
 *         ... found, profile.h ...
 *         sites_free();
 *     }
 *
 * Serial; one run at a time. */
#ifndef MPILAB_EXPLAIN_EXPLAIN_H
#define MPILAB_EXPLAIN_EXPLAIN_H

#include "load.h"
#include "tools/findings/finding.h"

/* Finds the source lines (until sites_free) and adds the findings of all passes, the worst first. False: there is no
 * record in it. */
bool explain_run(const load_run *run, finding_list *found);

#endif
