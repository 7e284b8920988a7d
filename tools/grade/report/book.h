/* A class: what ./lab grade found of each student (REPORT/results/STUDENT.json), and what it is worth. Every text of a
 * result may hold anything; writers take out what harms. */
#ifndef MPILAB_GRADE_BOOK_H
#define MPILAB_GRADE_BOOK_H

#include "tools/check/judgement.h"
#include <jansson.h>
#include <stdbool.h>

enum { BOOK_PROGRAMS = 200 };

typedef struct {
    char *id;      /* 07-heat, bugs/01-pass-on */
    double most;   /* points of a PASS */
    bool has_most; /* a rule gives them, else those of every program hold */
    bool is_bonus; /* they are not part of the maximum */
    int todos;     /* each of so many gives a part of the points; 0: all or nothing */
} book_program;

typedef struct {
    bool is_there;        /* handed in */
    verdict verdict;      /* ERROR: could not be judged */
    const char *sentence; /* why */
    const json_t
        *details; /* as docs/feedback.schema.json has a program; NULL: there is only trouble */
    double points;
    bool has_points; /* not so after ERROR, unless the teacher gave some */
    bool is_marked;  /* the points are the teacher's */
    char *remark;    /* the teacher's, or NULL */
} book_grade;

typedef struct {
    char *stem; /* of the student's files: letters, digits and . _ - % */
    char *name; /* in one harmless line */
    json_t *whole;
    int late_days;
    book_grade grades[BOOK_PROGRAMS];
    double added; /* by the teacher, to the total */
    char *remark; /* the teacher's on the whole, or NULL */
    double total;
    int open; /* programs without points: the total may grow */
} book_student;

typedef struct {
    book_program programs[BOOK_PROGRAMS];
    int program_count;
    book_student *students;
    int student_count;
    double most;       /* points that can be had, without bonus */
    char created[32];  /* the time in UTC */
    char **complaints; /* what the teacher should know: files that cannot be used, wrong marks */
    int complaint_count;
} book;

/* Reads REPORT/results/. False: there is no such folder. */
bool book_read(book *to, const char *report);
void book_free(book *b);

/* The index of a program by its id or its name (heat, bugs/pass-on); -1: there is none. */
int book_find_program(const book *b, const char *word);
int book_add_program(book *b, const char *id); /* -1: that is no id, or there are too many */

void book_complain(book *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A member of an object in JSON: "" where it is no text, `otherwise` where it is no whole number. */
const char *book_text(const json_t *object, const char *key);
int book_integer(const json_t *object, const char *key, int otherwise);

/* Makes a text one harmless line; to be freed. */
char *book_line(const char *text);

#endif
