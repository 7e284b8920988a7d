/* Findings in words, for people: the only place where they are made into sentences.
 *
 * Serial; no MPI. */
#ifndef MPILAB_WORDS_H
#define MPILAB_WORDS_H

#include "finding.h"

enum { WORDS_SENTENCE = 2048 };

/* One sentence, without a full stop; what does not fit is cut. Of a kind that is not known: the kind. */
void words_sentence(const finding *f, char text[], size_t size);

/* What may help, in a sentence or two; "" for none. */
const char *words_advice(const finding *f);

/* Of a result: the rows that differ, and the ranks that own them, as in "rows 36-39, owned by rank 3 of 4". */
void words_where(const finding *f, char text[], size_t size);

/* "rank 1", "ranks 0-2 and 5": of a value that finding_put_ranks has made. */
void words_ranks(const char *ranks, char text[], size_t size);

/* What a rank was doing: "in MPI_Recv", "had ended, with exit status 3". */
void words_place(const finding_place *place, char text[], size_t size);

/* Is there a sentence for this kind? */
bool words_know(const char *kind);

#endif
