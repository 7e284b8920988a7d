/* Judgements made by hand, for the tests of the reports. */
#ifndef MPILAB_CHECK_JUDGEMENTS_H
#define MPILAB_CHECK_JUDGEMENTS_H

#include "tools/check/judgement.h"

typedef enum {
    MADE_PASS,  /* with warnings of the compiler, luck, times, what to do next */
    MADE_TODO,  /* two open TODOs, one case of two wrong */
    MADE_WRONG, /* wrong results, in more than one dataset */
    MADE_CRASH, /* in the second case of three; has printed what no report should pass on as it is */
    MADE_COMPILE, /* does not compile, and the compiler quotes such things, in colour */
    MADE_ERROR,   /* the solution did not end as it should */
    MADE_KINDS
} made_kind;

/* "pass", "todo", ... */
extern const char *const made_names[MADE_KINDS];

/* To be freed by judgement_free. */
void judgement_make(made_kind kind, judgement *to);

#endif
