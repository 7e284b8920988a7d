/* Files that are no result of one run: a scaling study (./lab scale), a benchmark (./lab bench). */
#ifndef MPILAB_STUDIES_H
#define MPILAB_STUDIES_H

#include <hdf5.h>
#include <stdbool.h>

/* Is it such a file? */
bool studies_are_in(hid_t file);

/* Prints its table (unless `quiet`), and writes the data of its plots into `folder` (NULL: none).
 * NULL, or what is wrong. */
const char *studies_show(hid_t file, const char *path, bool quiet, const char *folder);

#endif
