/* What is written of a class: pages for people, tables for other programs. Each function writes one file. */
#ifndef MPILAB_GRADE_PAGES_H
#define MPILAB_GRADE_PAGES_H

#include "book.h"
#include "mistakes.h"
#include <stdio.h>

/* For the teacher: the whole class. For a student to read: nothing of anybody else. */
void pages_class(const book *b, const mistake_list *mistakes, FILE *to);
void pages_student(const book *b, const book_student *s, FILE *to);

void pages_csv(const book *b, FILE *to);

/* docs/grade.schema.json. False: could not be written. */
bool pages_json(const book *b, const mistake_list *mistakes, FILE *to);

bool pages_gradescope(const book *b, const book_student *s, FILE *to);

/* A suite for each student, a test for each program. */
bool pages_junit(const book *b, FILE *to);

/* ---- what several of them tell ---- */

/* "PASS", ... or "-": not handed in. */
const char *pages_word(const book_grade *g);

/* The file that a student handed in for that program, without folders; "" where it is not known. */
const char *pages_file(const book_student *s, const book_program *what);

/* The case of a program that is told, and of its findings the one at `index`; NULL: there is none. */
const json_t *pages_case(const book_grade *g);
const json_t *pages_finding(const json_t *one_case, size_t index);

/* hello of 01-hello, bugs/pass-on of bugs/01-pass-on: as ./lab takes it; to be freed. */
char *pages_name(const book_program *what);

#endif
