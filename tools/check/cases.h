/* With which arguments, at which numbers of ranks, a program is checked. */
#ifndef MPILAB_CHECK_CASES_H
#define MPILAB_CHECK_CASES_H

#include "program.h"
#include <stdbool.h>

enum { CASES_MOST = 400 };

typedef struct {
    int ranks, line; /* line: which of the lines of arguments, from 1 */
    char *arguments; /* "" where there are none */
} check_case;

typedef struct {
    check_case cases[CASES_MOST]; /* the smaller numbers of ranks first */
    int count;
} case_list;

/* With `ranks` ("1,2,4") every line of arguments at each of these; with `all` at every number of ranks of the program.
 * Without (NULL, false) no two runs that prove the same: the first line at all numbers of ranks, each of the others at
 * 2 and at one more, so chosen that as many options as can be meet as many numbers of ranks as can be. */
void cases_plan(const program *what, const char *ranks, bool all, case_list *to);
void cases_free(case_list *list);

/* "3 ranks, --count 7"; to be freed. */
char *cases_name(const check_case *c);

#endif
