#include "todos.h"
#include "process.h"
#include "text.h"
#include <stdio.h>
#include <stdlib.h>

enum { SECONDS = 60, MOST_SAID = 100000 };

bool todos_find(const settings *how, const program *what, const source_file *student, todo_list *to,
                char **why)
{
    char *tool = text_format("%s/tools/open_todos", how->root);
    char *solution = text_format("%s/solutions/%s/%s", how->root, what->id, what->source);
    char *argv[] = {tool, solution, student->path, NULL};
    int status = 0;
    *to = (todo_list){.rows = process_output(argv, NULL, SECONDS, MOST_SAID, &status)};
    free(tool);
    free(solution);
    if (status != 0) {
        *why = to->rows;
        *to = (todo_list){0};
        return false;
    }
    char *rest = to->rows;
    for (char *row; to->count < TODOS_MOST && (row = text_field(&rest, '\n')) != NULL;) {
        const char *number = text_field(&row, '\t'), *line = text_field(&row, '\t');
        if (line != NULL && row != NULL) {
            to->open[to->count++] = (todo){atoi(number), atoi(line), row};
        }
    }
    return true;
}

void todos_free(todo_list *list)
{
    free(list->rows);
    *list = (todo_list){0};
}
