/* What went wrong? Mistakes that programs with MPI are known for, recognised from the values alone.
 *
 * A pattern is named only if all differing values fit it: a wrong diagnosis is worse than none.
 */
#ifndef MPILAB_PATTERNS_H
#define MPILAB_PATTERNS_H

#include "evidence.h"

/* For values that differ: the pattern, which is the kind of the finding; puts what it has found into that. */
const char *patterns_of_values(const evidence *known, finding *about);

#endif
