/* The passes: each looks at the whole run and adds its findings. They know nothing of each other. */
#ifndef MPILAB_EXPLAIN_PASSES_H
#define MPILAB_EXPLAIN_PASSES_H

#include "load.h"
#include "tools/findings/finding.h"
#include <stdio.h>

typedef void pass(const load_run *run, finding_list *to);

pass pass_records;     /* files that are missing, cut or foreign */
pass pass_issues;      /* what the recorder itself has seen: errors, ends, buffers */
pass pass_hang;        /* who waits for whom */
pass pass_still;       /* where each rank is, of a run that goes on but does not move */
pass pass_collectives; /* calls that all ranks of a communicator must make alike */
pass pass_messages;    /* sends and receives that do not fit */
pass pass_races;       /* receives from any source that decide what happens */
pass pass_luck;        /* sends that only buffering has saved */
pass pass_requests;    /* never completed, never started */
pass pass_resources;   /* never freed */
pass pass_files;       /* writes to the same place of a file */
pass pass_windows;     /* accesses to the same memory at the same time */
pass pass_limits;      /* what was too much, or cannot be seen */

/* A pass says that it could not judge all of something, as "receives from any source". */
void limits_tell(const load_run *run, finding_list *to, const char *what);

/* Leaves out what follows from other findings, and sorts: errors before warnings, causes before what came of them. */
void put_causes_first(finding_list *list);

/* How many ranks wait for ever, by what they wait for alone: marks them in stuck[run->size]. */
int hang_find(const load_run *run, bool stuck[]);

void picture_timeline(const load_run *run, FILE *to);
void picture_matrix(const load_run *run, FILE *to);
void picture_chrome(const load_run *run, FILE *to);

#endif
