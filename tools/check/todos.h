/* The steps of an exercise that a student has not begun. */
#ifndef MPILAB_CHECK_TODOS_H
#define MPILAB_CHECK_TODOS_H

#include "program.h"
#include "settings.h"
#include "source.h"

enum { TODOS_MOST = 50 };

typedef struct {
    int number, line;
    const char *text;
} todo;

typedef struct {
    todo open[TODOS_MOST];
    int count;
    char *rows; /* the texts lie there */
} todo_list;

/* By tools/open_todos. False: it could not be done; *why says why, to be freed. */
bool todos_find(const settings *how, const program *what, const source_file *student, todo_list *to,
                char **why);
void todos_free(todo_list *list);

#endif
