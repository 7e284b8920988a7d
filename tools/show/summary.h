/* What a result file says, as text. */
#ifndef MPILAB_SUMMARY_H
#define MPILAB_SUMMARY_H

#include <hdf5.h>
#include <stdbool.h>
#include <stddef.h>

/* Prints it to stdout. */
void summary_print(hid_t file, const char *path);

/* NULL if the file is the result of a run; else what it lacks. */
const char *summary_check(hid_t file);

/* "2 hosts (n1, n2)"; false where the file does not say. */
bool summary_hosts(hid_t file, char text[], size_t size);

#endif
