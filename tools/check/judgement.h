/* The verdict on one program, and all that a report tells of it. */
#ifndef MPILAB_CHECK_JUDGEMENT_H
#define MPILAB_CHECK_JUDGEMENT_H

#include "build.h"
#include "cases.h"
#include "outcome.h"
#include "program.h"
#include "source.h"
#include "todos.h"

typedef enum { VERDICT_PASS, VERDICT_TODO, VERDICT_FAIL, VERDICT_ERROR, VERDICT_SKIP } verdict;

/* The links of the chain, in this order; the first that breaks decides. */
typedef enum {
    LINK_BUILDS,
    LINK_RUNS,
    LINK_RESULT,
    LINK_MPI,
    LINK_COMMUNICATION,
    LINKS
} chain_link;

enum { JUDGEMENT_LUCK = 5, JUDGEMENT_SENTENCE = 2048 };

typedef struct {
    verdict verdict;
    chain_link link; /* the one that broke; of PASS: all of them held */
    finding what;    /* of FAIL and ERROR: what is told of it */
    finding cause; /* of FAIL: an error that was found in the run, told before it; kind "": none */
} case_judgement;

typedef struct {
    program what;
    source_file student;
    build_result built;
    todo_list todos;
    case_list cases;
    int planned; /* cases at first; a handout may have no results of some, which are left out */
    case_judgement *by_case;               /* [planned]; verdict SKIP where it was not tried */
    outcome *student_runs, *solution_runs; /* [planned]; shared */

    verdict verdict;
    chain_link link;
    char sentence[JUDGEMENT_SENTENCE];
    int first; /* the case that is told first; -1: none */
    int right; /* how many cases are */
    finding luck
        [JUDGEMENT_LUCK]; /* of a PASS: what should not be relied upon, or costs more than it must */
    int luck_count;
    char *output;   /* of a solution that did not end as it should; NULL */
    char *further;  /* of a PASS: what to do with the program next; NULL */
    char *next;     /* a line: what to do now; NULL */
    int speed_case; /* the case whose times are compared; -1: none */
    double own_seconds, solution_seconds;
} judgement;

void judgement_free(judgement *j);

/* "PASS", ...; "builds", "runs and ends", ... */
const char *judgement_word(verdict v);
const char *judgement_link(chain_link link);

/* Of a case that failed: what is told first. */
const finding *judgement_reason(const case_judgement *c);

/* The verdict on one link of the chain. */
verdict judgement_of_link(const judgement *j, chain_link link);

#endif
