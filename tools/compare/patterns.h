/* What went wrong? Mistakes that programs with MPI are known for, recognised from the values alone.
 *
 * A pattern is named only if all differing values fit it: a wrong diagnosis is worse than none.
 */
#ifndef MPILAB_PATTERNS_H
#define MPILAB_PATTERNS_H

#include "finding.h"
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
    const char *where;      /* as survey_where says it */
} evidence;

/* For values that differ. The pattern, and a sentence without a full stop. */
const char *patterns_of_values(const evidence *known, char sentence[], size_t size);

/* Was a step of the exercise left open? */
bool patterns_has_todo(const evidence *known);

/* "rows 36-39, owned by rank 3 of 4, are": the values that differ, as the beginning of a sentence. */
void patterns_subject(const evidence *known, char text[], size_t size);

#endif
