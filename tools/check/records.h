/* The records of a run (tools/trace): where they lie, watching them, what they say. */
#ifndef MPILAB_CHECK_RECORDS_H
#define MPILAB_CHECK_RECORDS_H

#include "outcome.h"
#include "run_request.h"
#include "settings.h"
#include <stdint.h>
#include <sys/types.h>

typedef struct {
    char *folder;
    bool of_ends; /* only */
    uint64_t run; /* which run they must be of */
} run_records;

/* Makes a folder for them, in memory where there is room, and sets the environment for a run that leaves them there. */
void records_begin(const settings *how, const run_request *wish, run_records *to);
void records_end(run_records *records);

typedef enum { RECORDS_RUN_ENDED, RECORDS_DEADLOCK, RECORDS_LOST } records_watch_end;

/* The ranks of the run that has been started are in a sandbox of that process, and their pids are those that they have
 * in there; 0: not. */
void records_of_inside(pid_t launcher);

/* A process that watches the run of that launcher, and exits with a records_watch_end; 0: nobody watches. */
pid_t records_watch(const run_records *records, pid_t launcher);

/* Asks every rank where it is (SIGUSR2), and waits for the answers, two seconds at most. */
void records_ask_where(const run_records *records);

/* Ranks of which a launcher has lost sight. */
void records_kill_ranks(const run_records *records);

/* Takes back that it was a deadlock where a rank has failed. Sets found, calls and sent of the outcome, by its status.
 * False: no rank has called MPI. To be called apart (tools/result_file/apart.h). */
bool records_explain(const run_records *records, const run_request *wish, outcome *to);

#endif
