/* Patterns in how the numbers that we got stand to those expected: a multiple, near them, drifting away.
 * Each returns its name, which is the kind of the finding, and puts what it has found into that; or NULL if not all values
 * fit. */
#ifndef MPILAB_NUMBERS_H
#define MPILAB_NUMBERS_H

#include "evidence.h"

/* Every value is the expected one times the number of ranks, or divided by it; or of each only the lower 4 bytes are there. */
const char *numbers_factor(const evidence *known, finding *about);

/* Whole numbers, of which none is more than expected, and all together are as much as of some of the ranks; or
 * none is less, and all together are a multiple. */
const char *numbers_summed(const evidence *known, finding *about);

/* Of a matrix: one row is the sum of all, the others are 0. */
const char *numbers_one_row(const evidence *known, finding *about);

/* A series, in which each value is computed with the help of the last: the first is a multiple of the
 * expected one, or it begins right and then drifts away. */
const char *numbers_series(const evidence *known, finding *about);

/* Every value is near the expected one. */
const char *numbers_near(const evidence *known, finding *about);

/* For a single count: -1 where it is less than expected, 1 where it is more. Else 0. */
int numbers_compare(const evidence *known);

#endif
