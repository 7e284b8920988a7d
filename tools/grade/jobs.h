/* Judging submissions, several at a time. */
#ifndef MPILAB_GRADE_JOBS_H
#define MPILAB_GRADE_JOBS_H

#include "submissions.h"
#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

typedef struct {
    const char *root, *build, *work, *report; /* absolute */
    const char *user;                         /* number of the user who goes on; "": the same */
    const char *time_limit;                   /* for check; NULL: not given */
    int at_once, cores;
    bool is_unprotected, is_terminal;
} grade_settings;

typedef struct {
    const submission *of;
    const known_program *program;
    char *folder; /* with a copy of the file, and nothing else */
    char *sha256, *key;
    int tries;
    bool is_begun, is_done;
    /* While it runs. */
    pid_t judge;
    int report;
    double begun;
} job;

/* Runs all that are not done. Calls `told` for each that is, with the program's part of check's report, a new reference;
 * false: somebody has stopped it. */
bool jobs_run(const grade_settings *how, job jobs[], int count,
              void (*told)(const job *, json_t *, void *), void *context);

/* tools/grade/judge with these arguments (a list ended by NULL), its output into files (-1: none). */
pid_t jobs_start_judge(const grade_settings *how, const char *const arguments[], int output,
                       int report);

#endif
