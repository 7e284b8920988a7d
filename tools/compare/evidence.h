/* What is known of a dataset that is not as it should be: what all patterns look at. */
#ifndef MPILAB_EVIDENCE_H
#define MPILAB_EVIDENCE_H

#include "tools/findings/finding.h"
#include "field.h"
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
    const field *field;     /* the frames that the dataset is; of 0 frames: it is none */
    const char *first_todo; /* or NULL */
} evidence;

/* The value "zero": how nothing looks in this dataset. */
void evidence_put_zero(const evidence *known, finding *about);

/* Was a step of the exercise left open? */
bool evidence_has_todo(const evidence *known);

#endif
