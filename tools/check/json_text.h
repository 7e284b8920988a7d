/* What every report in JSON is made of: texts that may hold anything, numbers, and Gradescope's results.json. */
#ifndef MPILAB_CHECK_JSON_TEXT_H
#define MPILAB_CHECK_JSON_TEXT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

/* Without terminal colours, control characters and what is no UTF-8. */
json_t *json_text(const char *text);
json_t *json_text_or_null(const char *text); /* null: NULL or "" */

/* Writes `all`, and lets it go. False: it could not be written. */
bool json_write(json_t *all, FILE *to);

/* Gradescope: points of an entry that has neither, since it could not be judged: most < 0. */
json_t *gradescope_begin(void);
void gradescope_test(json_t *whole, const char *name, const char *output, bool passed,
                     double points, double most);

#endif
