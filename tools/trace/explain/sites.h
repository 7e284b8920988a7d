/* Call sites to source lines: addresses by addr2line, one run of it for each module, for all addresses together. */
#ifndef MPILAB_EXPLAIN_SITES_H
#define MPILAB_EXPLAIN_SITES_H

#include "load.h"

typedef struct {
    char file[256]; /* as the compiler was given it; "": not known */
    int line;
} site;

/* Those that any record mentions: all, or only where ranks are and how they ended. `run` stays until sites_free. */
void sites_find(const load_run *run, bool all);
void sites_free(void);

site sites_of(const load_rank *rank, uint64_t address);

/* "ring.c:41", or "program+0x1234"; one of some texts that are used in turn. */
const char *sites_text(const load_rank *rank, uint64_t address);

#endif
