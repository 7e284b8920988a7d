/* The times of a run without its results. */
#ifndef MPILAB_KEEP_H
#define MPILAB_KEEP_H

/* Replaces the result file by one that has the attributes of its root and /timing only: a scaling study needs no
 * more, and would fill a disk with pictures. False if it cannot; the file is then as it was. */
_Bool keep_times(const char *path);

#endif
