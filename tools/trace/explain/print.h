/* Findings as people, scripts and programs read them. */
#ifndef MPILAB_EXPLAIN_PRINT_H
#define MPILAB_EXPLAIN_PRINT_H

#include "tools/findings/finding.h"
#include <stdio.h>

/* programs: the manifest, from which what to read is taken (tools/findings/teaches.h), or NULL */
void print_text(const finding_list *from, finding_severity at_least, const char *programs,
                FILE *to);
void print_json(const finding_list *from, finding_severity at_least, const char *programs,
                FILE *to);

void json_string(const char *text, FILE *to);

#endif
