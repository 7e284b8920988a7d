/* Do two result files hold the same results? What is compared is the group /result, and there the
 * values; numbers within the tolerance that the expected file states, all else exactly.
 *
 * Serial; no MPI. Takes a fixed amount of memory, however large the files are. The file `got` may be
 * anything, also made to do harm; HDF5 itself may not survive it, so that there is compare_apart. */
#ifndef MPILAB_COMPARE_H
#define MPILAB_COMPARE_H

#include "tools/findings/finding.h"

typedef enum {
    COMPARE_SAME,
    COMPARE_DIFFERENT,
    COMPARE_FAILED /* `expected` cannot be used, or there is no memory */
} compare_verdict;

/* Adds to `found` one finding for each dataset that differs, or one about the file as a whole; the most useful first.
 * The kind is the diagnosis as one word, such as remainder_left_out or values_differ. Values, where there is something
 * to say: dataset, where, expected, got (at the first difference), worst, count, tolerance, each a text, and what the
 * sentence is made of. What is no fault is a note: extra_dataset; idle_ranks, where more ranks (ranks.who) had nothing to
 * work on than of the expected file's; uneven_shares, where one (rank) had much more (made) than any of those (wanted).
 *
 * first_todo: the first open step of the exercise, for the sentence where nothing was done; or NULL.
 * other_ranks: `got` may be of another number of ranks. A dataset with a part for each rank is then not compared if its
 * shape differs for that reason, but noted: follows_ranks. */
compare_verdict compare_files(const char *expected, const char *got, const char *first_todo,
                              bool other_ranks, finding_list *found);

/* The same in a process of its own, with limits of time and memory: if it does not survive `got`, that is damaged.
 * False where no process can be started. */
bool compare_apart(const char *expected, const char *got, const char *first_todo, bool other_ranks,
                   finding_list *found, compare_verdict *verdict);

#endif
