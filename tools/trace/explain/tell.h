/* What the passes put into a finding: where it is, and the values that words.h makes sentences of
 * (tools/findings/words_run.c has those of each kind). A suffix, as "other" in call.other, tells several apart; "" is
 * for none. */
#ifndef MPILAB_EXPLAIN_TELL_H
#define MPILAB_EXPLAIN_TELL_H

#include "load.h"
#include "tools/findings/finding.h"

void tell_place(finding *f, const load_run *run, int rank, uint64_t site, unsigned call);

/* file and line; or at, as "program+0x1234", where they are not known */
void tell_site(finding *f, const char *suffix, const load_rank *r, uint64_t site);

/* call, and its site */
void tell_call(finding *f, const char *suffix, const load_rank *r, unsigned call, uint64_t site);

/* comm, its name; or comm_kind, and the site of comm, for one that has none. Nothing for MPI_COMM_WORLD. */
void tell_comm(finding *f, const char *suffix, const load_run *run, uint64_t id);

/* elements and type; no type for several, nothing where it is not known */
void tell_signature(finding *f, const char *suffix, const trace_signature *s);

/* A number, or "any". */
void tell_number(finding *f, const char *name, const char *suffix, int number);
void tell_text(finding *f, const char *name, const char *suffix, const char *text);

#endif
