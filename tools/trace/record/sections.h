/* The file of this rank, mapped into memory, and its sections. */
#ifndef MPILAB_SECTIONS_H
#define MPILAB_SECTIONS_H

#include "calls.h" /* generated: CALL_MPI_Send ..., CALL_COUNT */
#include "tools/trace/format.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern trace_header *record; /* NULL: nothing is recorded */
extern bool ends_only;       /* ... but how the rank comes to its end */

bool sections_open(const char *directory, int rank, int size); /* sets record */
void sections_save(bool whole); /* where it is of ends only; not whole: the header */
void *section(int which);
bool section_has_room(int which); /* for one more entry; of a ring: without losing the oldest */

void *ring_next(int which, uint64_t *number); /* the entry to fill; then ring_done */
void *ring_entry(int which, uint64_t number); /* NULL: lost */
void ring_done(void *entry, uint64_t number);

#endif
