/* A checkout as small as can be, with two programs, 01-one and 02-two, and a stand-in for everything that bin/check
 * starts. An "executable" is a copy of its source, and the source says what happens when it runs:
 *
 *   solved           leaves the right result
 *   skeleton         leaves another, and has an open TODO
 *   wrong            leaves another
 *   stops            says why, and ends with status 3
 *   unreadable       leaves a result that is no HDF5 file
 *   sleeps           opens the FIFO `began`, writes its process number there, and stays
 *   slow_start       is still in MPI_Init at a time limit below 30 s; else leaves the right result
 *   does_not_compile, warns    what the compiler has to say
 *
 * The stand-in for the launcher notes each run in the file `runs`: RANKS and whose executable. */
#ifndef MPILAB_CHECK_CHECKOUT_H
#define MPILAB_CHECK_CHECKOUT_H

#include <sys/types.h>

extern const char *const checkout_programs[2];

/* As set-up of a test: in its folder (support.h), with a blank in the path. */
int checkout_begin(void **state);

/* Its root/NAME. Valid until the eighth call of in_folder after this one. */
const char *checkout_path(const char *name);

/* What the student and the solution of program 0 or 1 do. */
void checkout_put(int program, const char *student, const char *solution);

/* All that one call of bin/check leaves; to be freed. Times are taken out. */
typedef struct {
    int status;
    char *said; /* stdout and stderr */
    char *json, *gradescope, *junit, *progress;
} check_call;

/* check: the path of bin/check; words: options and programs, the last one NULL. What was remembered and kept before is
 * forgotten first; not so by the second. */
check_call checkout_check(const char *check, const char *const words[]);
check_call checkout_check_again(const char *check, const char *const words[]);

/* Starts it only, without reports; for process_wait. */
pid_t checkout_start(const char *check, const char *const words[]);
void check_call_free(check_call *call);

#endif
