/* Sentences about the end of a run: for words.c. */
#ifndef MPILAB_FINDINGS_WORDS_END_H
#define MPILAB_FINDINGS_WORDS_END_H

#include "finding.h"

/* False: a kind of another theme. */
bool words_end_sentence(const finding *f, char text[], size_t size);
/* The same of how a right program communicates (tools/check/demands.h). */
bool words_use_sentence(const finding *f, char text[], size_t size);
const char *words_end_advice(const finding *f); /* NULL: a kind of another theme */

#endif
