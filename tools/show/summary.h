/* What a result file says, as text. */
#ifndef MPILAB_SUMMARY_H
#define MPILAB_SUMMARY_H

#include <hdf5.h>

/* Prints it to stdout. */
void summary_print(hid_t file, const char *path);

#endif
