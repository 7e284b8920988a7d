/* JUnit's XML: suites of tests, whoever has judged. Texts may hold anything. */
#ifndef MPILAB_CHECK_JUNIT_H
#define MPILAB_CHECK_JUNIT_H

#include "judgement.h"
#include <stdio.h>

typedef struct junit junit;

junit *junit_begin(void);

/* counts: how many of the tests that follow have each verdict, TODO among the FAILs; created: the time in UTC. */
void junit_suite(junit *to, const char *name, const int counts[VERDICT_SKIP + 1],
                 const char *created);
void junit_suite_end(junit *to);

/* sentence, more: of what is no PASS. */
void junit_test(junit *to, const char *suite, const char *name, double seconds, verdict v,
                const char *sentence, const char *more);

/* Writes all, and frees it. False: it could not be written. */
bool junit_end(junit *to, FILE *file);

#endif
