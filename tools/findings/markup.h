/* What others have written, as text in HTML, SVG or XML. */
#ifndef MPILAB_MARKUP_H
#define MPILAB_MARKUP_H

#include <stdio.h>

/* Writes text so that none of its characters is taken for markup, also within quotes of either kind. */
void markup_put(FILE *to, const char *text);

#endif
