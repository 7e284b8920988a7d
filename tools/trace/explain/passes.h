/* The passes: each looks at the whole run and adds its findings. They know nothing of each other. */
#ifndef MPILAB_EXPLAIN_PASSES_H
#define MPILAB_EXPLAIN_PASSES_H

#include "finding.h"

void pass_records(report *to);     /* files that are missing, cut or foreign */
void pass_issues(report *to);      /* what the recorder itself has seen: errors, ends, buffers */
void pass_hang(report *to);        /* who waits for whom */
void pass_collectives(report *to); /* calls that all ranks of a communicator must make alike */
void pass_messages(report *to);    /* sends and receives that do not fit */
void pass_races(report *to);       /* receives from any source that decide what happens */
void pass_luck(report *to);        /* sends that only buffering has saved */
void pass_requests(report *to);    /* never completed, never started */
void pass_resources(report *to);   /* never freed */
void pass_windows(report *to);     /* accesses to the same memory at the same time */

void passes_run(report *to); /* all of them */

/* How many ranks wait for ever, by what they wait for alone: marks them in stuck[run->size]. */
int hang_find(const load_run *run, bool stuck[]);

void profile_text(const load_run *run, FILE *to);
void profile_json(const load_run *run, FILE *to);

/* For shell scripts, tabs between: "sent RANK MESSAGES BYTES" "calls RANK NAME COUNT BYTES" and
 * "site RANK NAME FILE LINE COUNT". */
void profile_rows(const load_run *run, FILE *to);

bool notes_write(const load_run *run, const char *directory);

void picture_timeline(const load_run *run, FILE *to);
void picture_matrix(const load_run *run, FILE *to);
void picture_chrome(const load_run *run, FILE *to);

#endif
