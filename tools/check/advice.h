/* What to do now, and what is remembered of a student. */
#ifndef MPILAB_CHECK_ADVICE_H
#define MPILAB_CHECK_ADVICE_H

#include "judgement.h"
#include "settings.h"

/* Sets `further` and `next`. */
void advice_next(const settings *how, judgement *j);

/* The cksum of a file as tools/progress.sh has it, or "none"; to be freed. */
char *advice_sum(const char *path);

/* Adds the verdict to what ./lab list shows (tools/progress.sh has the format). Where nothing can be written nothing is
 * remembered; that is no error. */
void advice_remember(const settings *how, const judgement *j, const char *sum);

/* A path as seen from where check was started, or from the checkout: absolute; to be freed. */
char *advice_absolute(const settings *how, const char *shown);

#endif
