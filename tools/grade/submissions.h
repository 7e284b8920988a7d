/* Which files in a folder are whose, and of which program. */
#ifndef MPILAB_GRADE_SUBMISSIONS_H
#define MPILAB_GRADE_SUBMISSIONS_H

#include <stdbool.h>

/* A program of the manifest. */
typedef struct {
    char *id, *name, *source; /* "06-mandelbrot" "mandelbrot" "mandelbrot.c" */
} known_program;

typedef struct {
    char *student;
    char *number; /* by which a course system tells namesakes apart; "" */
    char *path;   /* below the folder */
    int program;
    int rank; /* of several for the same program the lowest is taken */
} submission;

typedef struct {
    known_program *programs;
    int program_count;
    submission *all; /* sorted by student and program, one of each */
    int count;
    char **strange; /* what was not recognised, and why, for people */
    int strange_count;
} submissions;

/* Of the programs only those in the list "hello,06" (NULL: all). pattern: NULL, or a regular expression (POSIX, extended)
 * for paths below the folder, whose first group is the student. No link is followed. False: the folder, the manifest, a
 * name or the pattern is at fault, and why has been said. */
bool submissions_find(const char *folder, const char *manifest, const char *only,
                      const char *pattern, submissions *to);
void submissions_free(submissions *s);

#endif
