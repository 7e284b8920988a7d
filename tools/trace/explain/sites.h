/* Addresses to source lines, by addr2line: one run of it for each module, for all addresses together. */
#ifndef MPILAB_EXPLAIN_SITES_H
#define MPILAB_EXPLAIN_SITES_H

#include "lines.h"
#include "load.h"

typedef source_line site;

void sites_find(const load_run *run); /* all that any record mentions */
void sites_free(void);

site sites_of(const load_rank *rank, uint64_t address);

/* "ring.c:41", or "program+0x1234"; one of some texts that are used in turn. */
const char *sites_text(const load_rank *rank, uint64_t address);

#endif
