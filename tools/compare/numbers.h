/* Patterns in how the numbers that we got stand to those expected: a multiple, near them, drifting away.
 * Each returns its name and a sentence, or NULL if not all values fit. */
#ifndef MPILAB_NUMBERS_H
#define MPILAB_NUMBERS_H

#include "patterns.h"

/* Every value is the expected one times the number of ranks, or divided by it. */
const char *numbers_factor(const evidence *known, char sentence[], size_t size);

/* A series, in which each value is computed with the help of the last: the first is a multiple of the
 * expected one, or it begins right and then drifts away. */
const char *numbers_series(const evidence *known, char sentence[], size_t size);

/* Every value is near the expected one. */
const char *numbers_near(const evidence *known, char sentence[], size_t size);

/* For a single count: what to ask if it is too large or too small, as ": is ...?"; else "". */
const char *numbers_question(const evidence *known);

#endif
