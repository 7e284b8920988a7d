/* The reports on all programs of a call. docs/feedback.md and docs/feedback.schema.json say what is in them. */
#ifndef MPILAB_CHECK_REPORT_H
#define MPILAB_CHECK_REPORT_H

#include "judgement.h"
#include "settings.h"
#include <stdio.h>

/* For people: on one program. */
void report_text(const settings *how, const judgement *j, FILE *to);

typedef enum { REPORT_JSON, REPORT_GRADESCOPE, REPORT_JUNIT, REPORTS } report_format;

/* Can this build write it? Where not: which package is missing. */
const char *report_missing(report_format format); /* NULL: it can */

/* For other programs: on all. created: the time in UTC. False: it could not be written. */
bool report_write(report_format format, const settings *how, const judgement all[], int count,
                  const char *created, FILE *to);

/* The three, one for each library that brings the format; called by report_write. */
bool report_json(const settings *how, const judgement all[], int count, const char *created,
                 FILE *to);
bool report_gradescope(const settings *how, const judgement all[], int count, FILE *to);
bool report_junit(const judgement all[], int count, const char *created, FILE *to);

/* ---- what several of them tell ---- */

/* What the compiler warns of, or says of an error; "" where it says nothing. */
const char *report_warnings(const judgement *j);
const char *report_compiler(const judgement *j);

/* The last lines that the program of that case printed, where that is told; "" else. */
const char *report_output(const judgement *j, int k);

#endif
