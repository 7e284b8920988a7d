/* Which mistakes a class makes: sentences that differ in numbers and names only are of one kind. */
#ifndef MPILAB_GRADE_MISTAKES_H
#define MPILAB_GRADE_MISTAKES_H

#include "book.h"

typedef struct {
    int student, program; /* indices */
} mistake_place;

typedef struct {
    char *kind; /* the sentence without numbers and names */
    const char *example;
    verdict verdict; /* FAIL or TODO */
    mistake_place *places;
    int count;
} mistake;

typedef struct {
    mistake *all; /* the most frequent first */
    int count;
} mistake_list;

/* "row 7, owned by rank 1" and "rows 8 and 9, owned by rank 2" give "row N, owned by rank N"; to be freed. */
char *mistakes_kind(const char *sentence);

void mistakes_count(const book *b, mistake_list *to);
void mistakes_free(mistake_list *list);

#endif
