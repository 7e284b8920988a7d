/* What is said about a run. A finding that holds in the same way on several ranks is one finding. */
#ifndef MPILAB_EXPLAIN_FINDING_H
#define MPILAB_EXPLAIN_FINDING_H

#include "load.h"
#include <stdio.h>

typedef enum { NOTE, WARNING, ERROR } severity;

enum { FINDING_SENTENCE = 1536, FINDING_PLACES = 24, FINDING_MOST = 400 };

typedef struct {
    int rank;
    uint64_t site;
    unsigned call;
} finding_place;

typedef struct {
    severity how_bad;
    const char *kind;                /* a stable word, such as deadlock */
    const char *teach;               /* the program of this collection to read, or NULL */
    char sentence[FINDING_SENTENCE]; /* {ranks} stands for the ranks of the places */
    finding_place places[FINDING_PLACES];
    int place_count, count; /* count: how often */
} finding;

typedef struct {
    const load_run *run;
    finding *all;
    int count, dropped;
} report;

bool report_start(report *to, const load_run *run);
void report_free(report *to);

/* A new finding, or NULL where an equal one (kind and sentence) stands already: then the place is added
 * to that. The sentence says "{ranks}" where the ranks belong. */
finding *report_add(report *to, severity how_bad, const char *kind, int rank, uint64_t site,
                    unsigned call, const char *teach, const char *format, ...)
    __attribute__((format(printf, 8, 9)));
void report_place(finding *to, int rank, uint64_t site, unsigned call);

bool report_has(const report *to, const char *kind);
int report_count(const report *to, severity at_least);
void report_sort(report *to);
void report_text(const report *from, severity at_least, FILE *to);
void report_json(const report *from, severity at_least, FILE *to);

/* For shell scripts, tabs between: "finding SEVERITY KIND COUNT SENTENCE", then a line "place RANK FILE LINE
 * CALL" for each place of which the line is known. */
void report_rows(const report *from, severity at_least, FILE *to);

/* "rank 1", "ranks 0-2 and 5": of a list in rising order. */
void ranks_text(const int ranks[], int count, char text[], size_t size);
const char *severity_name(severity how_bad);
void json_string(const char *text, FILE *to);

#endif
