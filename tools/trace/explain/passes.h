/* The passes: each looks at the whole run and adds its findings. They know nothing of each other. */
#ifndef MPILAB_EXPLAIN_PASSES_H
#define MPILAB_EXPLAIN_PASSES_H

#include "load.h"
#include "tools/findings/finding.h"
#include <stdio.h>

void pass_records(const load_run *run,
                  finding_list *to); /* files that are missing, cut or foreign */
void pass_issues(const load_run *run,
                 finding_list *to); /* what the recorder itself has seen: errors, ends, buffers */
void pass_hang(const load_run *run, finding_list *to); /* who waits for whom */
void pass_collectives(
    const load_run *run,
    finding_list *to); /* calls that all ranks of a communicator must make alike */
void pass_messages(const load_run *run, finding_list *to); /* sends and receives that do not fit */
void pass_races(const load_run *run,
                finding_list *to); /* receives from any source that decide what happens */
void pass_luck(const load_run *run, finding_list *to);     /* sends that only buffering has saved */
void pass_requests(const load_run *run, finding_list *to); /* never completed, never started */
void pass_resources(const load_run *run, finding_list *to); /* never freed */
void pass_windows(const load_run *run,
                  finding_list *to); /* accesses to the same memory at the same time */

/* How many ranks wait for ever, by what they wait for alone: marks them in stuck[run->size]. */
int hang_find(const load_run *run, bool stuck[]);

bool notes_write(const load_run *run, const char *directory);

void picture_timeline(const load_run *run, FILE *to);
void picture_matrix(const load_run *run, FILE *to);
void picture_chrome(const load_run *run, FILE *to);

#endif
