/* Are the results of two files the same? Asks bin/compare, which stands beside this program. */
#ifndef MPILAB_VERDICT_H
#define MPILAB_VERDICT_H

enum { VERDICT_TEXT = 1000 };

/* A sentence about the results in `other`, against those in `first`, into text[VERDICT_TEXT]. */
void verdict_of(const char *first, const char *other, char text[]);

#endif
