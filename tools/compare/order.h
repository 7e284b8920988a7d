/* Values that should rise, as they do in a sorted vector. */
#ifndef MPILAB_COMPARE_ORDER_H
#define MPILAB_COMPARE_ORDER_H

#include "evidence.h"

/* A vector of whole numbers whose expected values never fall, and whose values got do: its name, which is the kind of the finding, or
 * NULL. */
const char *order_falls(const evidence *known, finding *about);

#endif
