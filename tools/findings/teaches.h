/* Which program of the collection teaches the call that a finding is about? The manifest says it (programs.tsv in the
 * build tree, column CALLS).
 *
 * Serial; no MPI. */
#ifndef MPILAB_TEACHES_H
#define MPILAB_TEACHES_H

#include "finding.h"

enum { TEACHES_ID = 64 };

/* The first program that teaches the call of the first place, or else of the second ..., or else the value "call".
 * Its id, as in "03-broadcast", which is id; NULL where no program does, or the manifest cannot be read. */
const char *teaches_find(const char *manifest, const finding *f, char id[TEACHES_ID]);

#endif
