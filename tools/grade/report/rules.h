/* How many points a verdict gives: a file of rules, one in each line (docs/teaching.md). Without one a PASS gives a point. */
#ifndef MPILAB_GRADE_RULES_H
#define MPILAB_GRADE_RULES_H

#include "book.h"

typedef struct {
    double each;         /* points of a program that no rule names */
    double late_percent; /* off for each day that it is late, */
    int grace;           /* ... of which so many cost nothing */
    int closed;          /* later than so many days: no points; -1: never */
} rules;

void rules_start(rules *to);

/* Reads them, and sets what a program can give. False: *why names the line, to be freed. */
bool rules_read(rules *to, book *b, const char *path, char **why);

/* What the rules give for it. False: it could not be judged. */
bool rules_points(const rules *r, const book_program *what, const book_grade *of, int late_days,
                  double *points);

/* Points of all, where the teacher has given none; totals. */
void rules_apply(const rules *r, book *b);

/* A number, with a point or a comma, from `least` to 10000, rounded to hundredths. */
bool rules_number(const char *text, double least, double *number);

#endif
