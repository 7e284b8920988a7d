/* A field whose wrong values spread from where the ranks' parts meet: what is wrong is the halo, the copies of the values around
 * its own that each rank needs. */
#ifndef MPILAB_BORDERS_H
#define MPILAB_BORDERS_H

#include "evidence.h"

/* In the first frame that is wrong at all, no wrong value is farther from a border than values can have moved since
 * the frame before, which is right; and there are values farther away. A value moves by one point in a step. Says, where
 * the values show it, what has been in the halo instead. Returns the kind of the finding, or NULL. */
const char *borders_spread(const evidence *known, finding *about);

#endif
