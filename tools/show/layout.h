/* Lines of text that fit the terminal. */
#ifndef MPILAB_LAYOUT_H
#define MPILAB_LAYOUT_H

#include <stddef.h>

/* The characters that a line may have; 80 until somebody sets it. */
extern int layout_columns;

/* Prints "  label   text"; a long text goes on in the next lines below its beginning. */
void layout_field(const char *label, const char *text);

/* 1234567 as "1,234,567"; 0.5 with six decimals; fractions above 10,000 without decimals; what is
 * very small or very large with an exponent. */
void layout_number(double value, char text[], size_t size);

#endif
