/* A temporary directory for the files of a test. */
#ifndef MPILAB_SCRATCH_H
#define MPILAB_SCRATCH_H

#include <stdbool.h>

enum { SCRATCH_PATH = 512 }; /* bytes of a path */

/* An empty directory of a name of its own, below TMPDIR or /tmp; its path into directory. Ends the
 * process where that cannot be had. */
void scratch_create(char directory[SCRATCH_PATH]);

/* directory/name into path. */
void scratch_path(char path[SCRATCH_PATH], const char *directory, const char *name);

/* The directory and all that is in it; "" is none. */
void scratch_remove(const char *directory);

/* Small text files. */
void scratch_write(const char *path, const char *text);
bool scratch_holds(const char *path, const char *text);
bool scratch_exists(const char *path);

#endif
