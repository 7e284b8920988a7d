/* Patterns in the shape of a dataset. */
#ifndef MPILAB_SHAPE_H
#define MPILAB_SHAPE_H

#include "evidence.h"

/* Rows and columns of a square matrix are exchanged; else NULL. */
const char *shape_transposed(const evidence *known, finding *about);

/* For shapes that differ: always a pattern. parts: the rows, as they should be shared out, if known.
 * both: the values, where each shape is the other's turned round; else NULL. */
const char *shape_pattern(const read_dataset *expected, const read_dataset *got,
                          const owners *parts, pair *both, const char *first_todo, finding *about);

/* May the shapes differ because the runs had different numbers of ranks? Each dimension is the same, or at most the number
 * of ranks on its side; or one rank alone has nothing to give. */
bool shape_follows_ranks(const read_dataset *expected, int expected_ranks, const read_dataset *got,
                         int got_ranks);

#endif
