/* Do two result files hold the same results? What is compared is the group /result, and there the
 * values; numbers within the tolerance that the expected file states, all else exactly.
 *
 * Serial; no MPI. Takes a fixed amount of memory, however large the files are. The file `got` may be
 * anything, also made to do harm; HDF5 itself may not survive it, so that main.c has a process of its
 * own for this. */
#ifndef MPILAB_COMPARE_H
#define MPILAB_COMPARE_H

#include "finding.h"

typedef enum {
    COMPARE_SAME,
    COMPARE_DIFFERENT,
    COMPARE_FAILED /* `expected` cannot be used, or there is no memory */
} compare_verdict;

/* first_todo: the first open step of the exercise, for the sentence where nothing was done; or NULL.
 * all: from report_start. */
compare_verdict compare_files(const char *expected, const char *got, const char *first_todo,
                              report *all);

#endif
