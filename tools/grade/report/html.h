/* HTML whose texts may hold anything: nothing in them becomes an element, a script or an order to a terminal. */
#ifndef MPILAB_GRADE_HTML_H
#define MPILAB_GRADE_HTML_H

#include <stdio.h>

/* Up to its body, with a head line. No script can run in it, and nothing is loaded. */
void html_begin(FILE *to, const char *title);
void html_end(FILE *to);

/* As printf, for %s (a text: escaped, and cut if it is long), %d, and %f (points: 2 or 0.75). */
void html_put(FILE *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A text of several lines, under that word; nothing where it is empty. */
void html_block(FILE *to, const char *word, const char *text);

#endif
