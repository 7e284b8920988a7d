/* The sentences about findings: the one place where they are made. */
#ifndef MPILAB_FINDINGS_WORDS_H
#define MPILAB_FINDINGS_WORDS_H

#include "finding.h"

/* One line; never empty. */
void words_sentence(const finding *f, char text[], size_t size);

/* What to look at; "" where there is nothing to add. */
const char *words_advice(const finding *f);

/* What a rank was doing: "in MPI_Recv", "had ended, with exit status 3". */
void words_place(const finding_place *place, char text[], size_t size);

/* "rank 1", "ranks 0-2 and 5": of a list as finding_put_ranks makes it. */
void words_ranks(const char *list, char text[], size_t size);

#endif
