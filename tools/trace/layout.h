/* Where the sections of a record lie, and how large it is: what the recorder makes, and who starts a run makes room
 * for. */
#ifndef MPILAB_TRACE_LAYOUT_H
#define MPILAB_TRACE_LAYOUT_H

#include "format.h"

/* Fills in sections[TRACE_SECTIONS] of a rank of `size`, for a library of so many calls; divisor: 1, or by how much
 * less is kept where memory is scarce. The environment may want more (MPILAB_TRACE_SIZE). Returns the bytes of the whole record. */
uint64_t layout_make(trace_section sections[], int size, uint64_t calls, int divisor);

#endif
