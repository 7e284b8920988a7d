/* One pass over two datasets: where they differ, and what the differing values have in common. */
#ifndef MPILAB_SURVEY_H
#define MPILAB_SURVEY_H

#include "owners.h"
#include "pair.h"
#include "tools/findings/finding.h"

typedef struct {
    hsize_t differing;              /* how many values */
    hsize_t first, last, worst;     /* indices of such values */
    double worst_difference;        /* infinite where one is not a number */
    hsize_t rows;                   /* how many rows have such values, */
    hsize_t column_from, column_to; /* and between which columns they lie */
    bool *rank_differs; /* [ranks]: has a rank such values? NULL: nothing known of ranks */
    bool nobodys;       /* are some in rows that no rank wrote? */

    /* Of the values got, differing or not: */
    bool all_zero;
    /* Of those that differ: */
    bool differing_zero, differing_garbage; /* (zeros among garbage count as garbage) */
    hsize_t not_finite;
} survey;

/* whose: of the rows, if known. */
survey survey_take(pair *both, const owners *whose);
void survey_free(survey *seen);

enum { FINDING_TEXT = 640 };

/* How many values differ, in which rows, whose they are: as values of the finding, and `where` in words ("rows 36-39,
 * owned by rank 3 of 4"; "rank 3 of 4"; "index 17"; not there for a single value). */
void survey_put(const survey *seen, const pair *both, const owners *whose, finding *about);

/* The chosen ranks as a value: "0-2,5"; of many the first only, as "0,2,4,6,8,..." */
void survey_put_ranks(finding *about, const char *name, const bool chosen[], int ranks);

#endif
