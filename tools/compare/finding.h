/* What is said about one dataset, and all of it together. */
#ifndef MPILAB_FINDING_H
#define MPILAB_FINDING_H

#include "tools/result_file/read.h"
#include <stdio.h>

enum { FINDING_TEXT = 640, FINDING_DATASETS = 200 };

/* Texts: one line each, printable; "" where there is nothing to say. */
typedef struct {
    bool is_missing;
    haddr_t address; /* in the expected file, where datasets lie in the order they were written */
    char dataset[READ_NAME];
    const char *pattern; /* a stable identifier, as in "remainder_left_out" */
    char sentence[FINDING_TEXT];
    char where[FINDING_TEXT];
    char expected[FINDING_TEXT], got[FINDING_TEXT]; /* at the first difference */
    char worst[FINDING_TEXT], count[FINDING_TEXT], tolerance[FINDING_TEXT];
} finding;

typedef struct {
    finding *findings; /* those of FINDING_DATASETS that are used: what differs */
    int count;
    char notes[FINDING_DATASETS][READ_NAME + 32]; /* no fault */
    int note_count;
    char sentence[FINDING_TEXT]; /* about the files as a whole; "" */
    const char *pattern;
} report;

/* false: no memory */
bool report_start(report *all);
void report_free(report *all);

/* The next finding, empty but for dataset and address. */
finding *report_add(report *all, const char *dataset, haddr_t address);

/* The most useful finding first: missing datasets, then what the program writes first, since what
 * it writes later is often computed from that. */
void report_sort(report *all);

/* Lines of the form key<TAB>value; see usage_text in main.c. */
void report_print(const report *all, FILE *to);

#endif
