/* A row of the manifest build/PRESET/programs.tsv (tools/cmake/lab_program.cmake). */
#ifndef MPILAB_CHECK_PROGRAM_H
#define MPILAB_CHECK_PROGRAM_H

#include <stdbool.h>

typedef struct {
    /* All point into `row`, and are never NULL. */
    const char *id, *name, *source, *title; /* "06-mandelbrot" "mandelbrot" "mandelbrot.c" */
    const char *ranks;                      /* "1 2 3 4 5 7" */
    const char *demands, *cases;            /* lists, with '|' between */
    const char *wrong; /* "-", "" or NULL: the exercise has TODOs; else it is whole, and wrong */
    char *row;
    char next[64]; /* the id of the program after it; "" */
} program;

/* Of one that is whole and wrong the tracer's warnings count, too, also with synchronous sends. */
bool program_is_whole(const program *p);

/* The program with that id; false: there is no such row, or no manifest. */
bool program_read(const char *manifest, const char *id, program *to);
void program_free(program *p);

#endif
