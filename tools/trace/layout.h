/* Where the sections of a record lie, and how large it is: what the recorder makes, and who starts a run makes room
 * for. */
#ifndef MPILAB_TRACE_LAYOUT_H
#define MPILAB_TRACE_LAYOUT_H

#include "format.h"

enum {
    LAYOUT_RING = 1,
    LAYOUT_FIXED = 2, /* not less where memory is scarce */
    LAYOUT_FILLS = 4  /* one entry after the other: these are nearly all of a file */
};
enum { LAYOUT_LIGHT = 0 };

/* How much is kept of each kind; light: of a rank of which only its end is recorded. */
typedef struct {
    uint32_t size;
    uint64_t capacity, light;
    unsigned flags;
} layout_section;

extern const layout_section layout_plan[TRACE_SECTIONS];

/* Fills in sections[TRACE_SECTIONS] of a rank of `size`, for a library of so many calls; divisor: 1, or by how much
 * less is kept where memory is scarce, or LAYOUT_LIGHT. The environment may want more (MPILAB_TRACE_SIZE). Returns the
 * bytes of the whole record. */
uint64_t layout_make(trace_section sections[], int size, uint64_t calls, int divisor);

#endif
