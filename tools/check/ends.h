/* How a run came to its end, from what its ranks have noted and from what it has printed. */
#ifndef MPILAB_CHECK_ENDS_H
#define MPILAB_CHECK_ENDS_H

#include "notes.h"
#include "tools/findings/finding.h"

typedef struct {
    int status;         /* exit status of the launcher; 124: the run was ended at the time limit */
    int limit;          /* seconds */
    double most_memory; /* GiB: the run was ended as it took more than that; 0: it was not */
    bool was_too_many;  /* ... more processes than it may have */
    const char *name;   /* of the program: how the lines begin in which it says why it stops */
    const char *output; /* what the run has printed */
    const char *source; /* the text of the student's file; NULL: not known */
    const char *file;   /* ... its path */
    const run_notes *notes;
} ended_run;

/* Kinds and values (tools/findings/words_end.c makes the sentences):
 *   time_limit       seconds
 *   memory_limit     gib
 *   process_limit
 *   call_failed      call, ranks.who, class, text
 *   crash            signal, ranks.who; library (judge.c): the call inside of which it was, with buffers that are right
 *   wrong_order      text: MPI was called before MPI_Init, or after MPI_Finalize
 *   stopped          text: what the program has said
 *   called_abort     ranks.who
 *   failed_exit      status, ranks.who
 *   unfinalized      ranks.who
 *   killed           text, signal
 *   launcher_status  status */
void ends_explain(const ended_run *run, finding *to);

/* What the program has said about its end: the first line that begins with its name; "" where there is none. To be
 * freed. */
char *ends_message(const char *output, const char *name);

#endif
