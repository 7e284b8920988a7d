/* What went wrong? Mistakes that programs with MPI are known for, recognised from the values alone.
 *
 * A pattern is named only if all differing values fit it: a wrong diagnosis is worse than none.
 */
#ifndef MPILAB_PATTERNS_H
#define MPILAB_PATTERNS_H

#include "tools/findings/finding.h"
#include "survey.h"

/* More ranks than these are not looked at one by one. */
enum { PATTERNS_RANKS = 1024 };

typedef struct {
    pair *both;
    const survey *seen;
    const owners *whose;    /* the rows, in the run that is judged */
    const owners *parts;    /* the rows, as they should be shared out; no offsets: unknown */
    int ranks;              /* of the run; 0: unknown */
    const double *shares;   /* [ranks]: how many items each rank had to work on; NULL: unknown */
    const char *first_todo; /* or NULL */
} evidence;

/* For values that differ: the pattern, which is the kind of the finding; puts what it has found into that. */
const char *patterns_of_values(const evidence *known, finding *about);

/* The value "zero": how nothing looks in this dataset. */
void patterns_put_zero(const evidence *known, finding *about);

/* Was a step of the exercise left open? */
bool patterns_has_todo(const evidence *known);

#endif
