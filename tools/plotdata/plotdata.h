/* A plot as gnuplot wants it: a file WHAT.KIND with settings and rows, which is read before KIND.gp.
 *
 *     FILE *to = plotdata_create(folder, "loss", "curve");
 *     plotdata_text(to, "label", "loss");                   label = 'loss'
 *     plotdata_rows(to);                                    $rows << END
 *     plotdata_value(to, 0.5); plotdata_end_row(to);         0.5
 *     bool good = plotdata_close(to);                       END
 *
 * What comes from a result file cannot do harm there: texts lose the characters that mean something
 * to gnuplot, and what is not finite becomes NaN, which gnuplot leaves out.
 */
#ifndef MPILAB_PLOTDATA_H
#define MPILAB_PLOTDATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* NULL if it cannot be written. `what` becomes a part of file names; so '/' and the like become '-'. */
FILE *plotdata_create(const char *folder, const char *what, const char *kind);

/* Settings; before the rows. */
void plotdata_text(FILE *to, const char *name, const char *text);
void plotdata_number(FILE *to, const char *name, double value);

void plotdata_rows(FILE *to);
void plotdata_value(FILE *to, double value);
void plotdata_word(FILE *to, const char *text);
void plotdata_end_row(FILE *to);

/* Ends the rows. False if something could not be written. */
bool plotdata_close(FILE *to);

/* Seconds that are at most `most` are best told in this unit, each `*factor` of them. */
const char *plotdata_time_unit(double most, double *factor);

/* How many of the values are finite and, if `positive`, above 0. */
size_t plotdata_usable(const double values[], size_t count, bool positive);

/* Why there is nothing to be seen in a plot of the values; NULL if there is. */
const char *plotdata_nothing(const double values[], size_t count, bool positive);

#endif
