/* What a terminal can show. */
#ifndef MPILAB_TERMINAL_H
#define MPILAB_TERMINAL_H

#include "image.h"

/* How many characters a line of the terminal has: COLUMNS, or as the terminal says; 80 if neither
 * tells. */
int terminal_columns(void);

/* Whether stdout is a terminal that shows colours and whose user wants them (NO_COLOR). */
bool terminal_has_colours(void);

/* Prints the picture as coloured half-blocks: two pixels in one character. */
void terminal_print(const thumbnail *picture);

/* Lets chafa, which knows terminals that can show real pixels, print a PNG. False if it is not
 * installed or fails. */
bool terminal_print_by_chafa(const char *png_path, int columns, int rows);

#endif
