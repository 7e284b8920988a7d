/* REPORT/results/STUDENT.json: what was judged of a student, written anew after each program. */
#ifndef MPILAB_GRADE_RESULTS_H
#define MPILAB_GRADE_RESULTS_H

#include <jansson.h>
#include <stdbool.h>

/* The name of a student's file: letters, digits and . _ - stay, other bytes are %XX; to be freed. */
char *results_file_name(const char *student);

/* What is there of the student, or the beginning of it. */
json_t *results_read(const char *report, const char *student);

/* Was that file of the program judged before, with a verdict that stands? key: of the file and of what judges it. */
bool results_has(const json_t *of, const char *name, const char *key);

/* Puts in what check has said; both are new references, and are taken. file: {"path", "sha256", "key"}. */
void results_put(json_t *of, const char *name, json_t *file, json_t *program);

/* Takes out what is said of a program of which there is no file any more. */
void results_drop(json_t *of, const char *id, const char *name);

/* False: it could not be written. */
bool results_write(const char *report, const char *student, json_t *of);

#endif
