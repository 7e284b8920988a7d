/* What is known of one run, and of its result. Lies in memory that several processes share, so there are no
 * pointers in it, and what comes from a process that has read a file of a student's program is made safe
 * (outcome_make_safe) before it is believed. */
#ifndef MPILAB_CHECK_OUTCOME_H
#define MPILAB_CHECK_OUTCOME_H

#include "tools/findings/finding.h"
#include <stdint.h>

enum {
    OUTCOME_FINDINGS = 16,
    OUTCOME_CALLS = 512,
    OUTCOME_REGIONS = 24,
    OUTCOME_TAIL = 4000 /* bytes */
};

/* Calls of one MPI function by one rank at one line of the program's own file, in one region. */
typedef struct {
    char call[64];
    int rank, line;
    long count;
    uint64_t region; /* common/marks.h; 0: none */
    bool from_any;   /* receives with MPI_ANY_SOURCE are among them */
    char op[40];     /* of a reduction: "MPI_SUM"; "" */
} own_call;

/* The messages that were sent in a region of the program. */
typedef struct {
    uint64_t name;    /* common/marks.h */
    uint64_t senders; /* a bit for each rank below 64 that sends some */
    int steps; /* how many are sent one after the other, at most, along the ways that they go */
    uint64_t sending, receiving; /* ... where messages are under way as the region begins */
} region_traffic;

/* The rank that sends most. */
typedef struct {
    uint64_t messages, bytes;
    int messages_rank, bytes_rank;
} traffic;

typedef enum { RESULT_UNKNOWN, RESULT_SAME, RESULT_DIFFERS, RESULT_FAILED } result_verdict;

typedef struct {
    bool has_run;
    int status;      /* of the launcher; 124: ended at the time limit, or because of a deadlock */
    int limit;       /* seconds */
    double seconds;  /* the run's */
    double used;     /* ... that the machine really gave it (usage.h); 0: not known */
    bool has_result; /* there is a result file */
    char crash_in
        [64]; /* the MPI function inside of which a rank crashed, though not at the buffers it was given; "" */
    bool is_deadlock;        /* it was ended because of one */
    bool is_in_vain;         /* it ran out of time, but that says nothing about the program */
    char tail[OUTCOME_TAIL]; /* the last lines that the program printed */
    finding end;             /* how it ended; kind "": well */

    bool is_recorded;                /* the records could be read; then: */
    finding found[OUTCOME_FINDINGS]; /* errors and warnings, the worst first */
    int found_count;
    own_call calls[OUTCOME_CALLS];
    int call_count;
    traffic sent;
    region_traffic regions[OUTCOME_REGIONS];
    int region_count; /* 0: not known */

    result_verdict verdict;                /* of the comparison; then: */
    finding differences[OUTCOME_FINDINGS]; /* the most useful first; notes, too */
    int difference_count;
} outcome;

void outcome_make_safe(outcome *o);

/* The first finding of that severity; NULL: none. */
const finding *outcome_first(const outcome *o, finding_severity severity);

/* [count], zero, shared with the processes that are made later; NULL: no memory. */
outcome *outcomes_new(int count);
void outcomes_free(outcome *all, int count);

#endif
