/* Texts in memory. Where there is no memory for one, check ends with status 2: there is nothing else to do. */
#ifndef MPILAB_CHECK_TEXT_H
#define MPILAB_CHECK_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* A new text, to be freed. */
char *text_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *text_formatv(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

/* The first `most` bytes of a file, and a '\0'; to be freed. NULL: it cannot be read. length: NULL, or where the
 * number of bytes goes. */
char *text_read(const char *path, size_t most, size_t *length);

/* Line `number` (from 1) of the text without its indent and its end, tabs as blanks; "" where there is none. */
void text_line(const char *text, int number, char line[], size_t size);

/* Leaves the last `count` lines, without a newline at their end, in place. */
void text_last_lines(char text[], int count);

/* Takes out terminal colours (ESC [ ... m or K), in place. */
void text_without_colour(char text[]);

/* Makes it UTF-8, as JSON and XML want it: what is none, control characters other than newline and tab, and those that
 * turn the direction of writing, become '?', in place. */
void text_make_utf8(char text[]);
void text_make_utf8_in_colour(char text[]); /* but colours stay */

/* The next field up to the separator, as strsep, which POSIX lacks: ends it by '\0'. NULL at the end. */
char *text_field(char **rest, char separator);

_Noreturn void text_no_memory(void);

#endif
