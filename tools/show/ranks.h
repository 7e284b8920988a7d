/* What the ranks did, one beside the other: the table of /timing. */
#ifndef MPILAB_RANKS_H
#define MPILAB_RANKS_H

#include "tools/result_file/read.h"

/* Prints smallest, mean, largest and imbalance (largest / mean) over the ranks of the time in each
 * region and of every other dataset in /timing with a value for each rank; and the rate, where the
 * file has what that takes. list: the `count` datasets of /timing. */
void ranks_print(hid_t file, const read_dataset list[], int count, int64_t ranks);

/* Whether a dataset of /timing is in that table. */
bool ranks_has_row(const read_dataset *dataset, int64_t ranks);

#endif
