/* Several files side by side: how their runs differ, their times, and whether their results do. */
#ifndef MPILAB_SIDE_H
#define MPILAB_SIDE_H

#include "facts.h"

enum { SIDE_FILES = 26 }; /* they are called a, b, c ... */

typedef struct {
    const char *path;
    facts *says;
} side_file;

/* Prints the comparison of files[count], count from 2 to SIDE_FILES. */
void side_print(const side_file files[], int count);

/* The data of a plot of their times; true where there is nothing to draw. */
bool side_plot(const side_file files[], int count, const char *folder);

#endif
