/* Runs of an MPI program that is expected to end itself: what it says, and how it ends. */
#ifndef MPILAB_CHILD_H
#define MPILAB_CHILD_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>

enum { CHILD_TEXT = 65536, CHILD_TIMED_OUT = 124 };

/* Of one run; texts are cut to CHILD_TEXT - 1 bytes, and valid until the next run. */
typedef struct {
    int status; /* exit status of the launcher; 128 + signal number; CHILD_TIMED_OUT */
    const char *out, *err;
} child;

/* Takes the command line of the test: LAUNCH BUILD_DIR PROGRAM NAME, where NAME is what the program
 * calls itself in its messages. */
void child_begin(int argc, char *argv[]);

/* PROGRAM with these arguments (the last one NULL) at `ranks` ranks, under a time limit. */
child child_run(int ranks, const char *const arguments[]);

/* How many lines text has. */
int child_lines(const char *text);

/* How often `of` stands in text. */
int child_occurrences(const char *text, const char *of);

/* Fails the test, and shows the run, unless it ended with this status and stderr is one line: "NAME: "
 * and then something with each of these texts in it (the last one NULL). */
void child_assert_refused(const child *run, int status, const char *const texts[]);

/* The same for a run that ends by MPI_Abort: status 1, and one line that begins with "NAME: ". The MPI
 * library may add lines of its own. */
void child_assert_aborted(const child *run, const char *const texts[]);

#define assert_aborted(run, ...)                                                                   \
    child_assert_aborted((run), (const char *const[]){__VA_ARGS__, NULL})

#define assert_refused(run, status, ...)                                                           \
    child_assert_refused((run), (status), (const char *const[]){__VA_ARGS__, NULL})

#define run_child(ranks, ...) child_run((ranks), (const char *const[]){__VA_ARGS__, NULL})

/* Fails the test, and shows the run, unless `good`. */
void child_assert(const child *run, bool good, const char *what);

#endif
