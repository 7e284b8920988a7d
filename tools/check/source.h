/* The file of a student, as it was when the check began. */
#ifndef MPILAB_CHECK_SOURCE_H
#define MPILAB_CHECK_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *path;        /* absolute: the compiler names it so, in its messages and for lines */
    char *shown;       /* as people know it: exercises/01-hello/hello.c, or as it was given */
    char *text;        /* NULL: it cannot be read */
    const char *fault; /* why no compiler could make anything of it ("is empty"), or NULL */
} source_file;

void source_read(source_file *to, const char *path, const char *shown);
void source_free(source_file *s);

/* Its last name: "hello.c". */
const char *source_base(const source_file *s);

/* The number of the last TODO(n) at or above that line, as in "3"; "" where there is none. */
void source_todo_above(const source_file *s, int line, char number[], size_t size);

/* The name of the first function that is called in that line; "" where none is. */
void source_function_in(const char *line, char name[], size_t size);

#endif
