/* Patterns in how the ranks' parts lie in a dataset. Each returns its name, which is the kind of
 * the finding, and puts what it has found into that; or NULL if not all differing values fit. */
#ifndef MPILAB_PARTS_H
#define MPILAB_PARTS_H

#include "evidence.h"

/* The last rows % ranks rows are 0. */
const char *parts_left_out(const evidence *known, finding *about);

/* Some ranks' parts are 0, the others' right; with only one right: only_roots_part. */
const char *parts_missing(const evidence *known, finding *about);

/* All lie at the beginning, one over the other; the rest is 0. */
const char *parts_on_top(const evidence *known, finding *about);

/* Rows that no rank had are 0, all others right. */
const char *parts_nobodys(const evidence *known, finding *about);

/* All are rank 0's. */
const char *parts_rank_0s(const evidence *known, finding *about);

/* With one value per rank: all are the same. */
const char *parts_same_everywhere(const evidence *known, finding *about);

/* Rows that no rank wrote, and others that are wrong. */
const char *parts_written_over(const evidence *known, finding *about);

/* Of a matrix: all rows are the same. */
const char *parts_same_rows(const evidence *known, finding *about);

/* The first half of all values is there, or as many as there are rows; the rest is 0. */
const char *parts_beginning(const evidence *known, finding *about);

/* All are there, in another order. */
const char *parts_other_order(const evidence *known, finding *about);

/* Rows that are dealt out lie rank by rank. */
const char *parts_rank_order(const evidence *known, finding *about);

/* Every row holds what belongs into the next, or the previous. */
const char *parts_shifted(const evidence *known, finding *about);

/* All parts but rank 0's lie a row too early or too late, or each a row nearer to the one before. */
const char *parts_displaced(const evidence *known, finding *about);

/* Every row has the values that it should, but not in this order. */
const char *parts_other_columns(const evidence *known, finding *about);

#endif
