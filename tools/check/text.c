#include "text.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void text_no_memory(void)
{
    fputs("lab: check: no memory left\n", stderr);
    exit(2);
}

char *text_formatv(const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = length >= 0 ? malloc((size_t)length + 1) : NULL;
    if (text == NULL) {
        text_no_memory();
    }
    vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

char *text_format(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = text_formatv(format, arguments);
    va_end(arguments);
    return text;
}

char *text_read(const char *path, size_t most, size_t *length)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO must not keep us waiting */
    if (file < 0) {
        return NULL;
    }
    size_t used = 0, room = 4096;
    char *text = malloc(room + 1);
    for (ssize_t got = 1; text != NULL && got > 0 && used < most;) {
        if (used == room) {
            room = 2 * room;
            char *larger = realloc(text, room + 1);
            if (larger == NULL) {
                free(text);
                text_no_memory();
            }
            text = larger;
        }
        size_t want = room - used < most - used ? room - used : most - used;
        got = read(file, text + used, want);
        used += got > 0 ? (size_t)got : 0;
        if (got < 0) {
            free(text);
            close(file);
            return NULL;
        }
    }
    close(file);
    if (text == NULL) {
        text_no_memory();
    }
    text[used] = '\0';
    if (length != NULL) {
        *length = used;
    }
    return text;
}

void text_line(const char *text, int number, char line[], size_t size)
{
    for (int at = 1; at < number && text != NULL; at++) {
        text = strchr(text, '\n');
        text = text != NULL ? text + 1 : NULL;
    }
    line[0] = '\0';
    if (text == NULL || number < 1) {
        return;
    }
    text += strspn(text, " \t");
    snprintf(line, size, "%.*s", (int)strcspn(text, "\r\n"), text);
    for (char *c = line; *c != '\0'; c++) {
        *c = *c == '\t' ? ' ' : *c;
    }
}

/* The bytes of a colour there; 0: there is none. */
static size_t colour_length(const char *at)
{
    size_t length = at[0] == '\033' && at[1] == '[' ? 2 + strspn(at + 2, "0123456789;") : 0;
    return length > 0 && (at[length] == 'm' || at[length] == 'K') ? length + 1 : 0;
}

void text_last_lines(char text[], int count)
{
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == '\n') {
        text[--length] = '\0';
    }
    size_t from = length;
    while (from > 0 && (text[from - 1] != '\n' || --count > 0)) {
        from--;
    }
    memmove(text, text + from, length - from + 1);
}

void text_without_colour(char text[])
{
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        size_t length = colour_length(from);
        if (length > 0) {
            from += length;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
}

/* How many bytes the UTF-8 character there has; 0: it is none. */
static size_t utf8_length(const unsigned char *at)
{
    size_t length = at[0] < 0x80   ? 1
                    : at[0] < 0xC2 ? 0
                    : at[0] < 0xE0 ? 2
                    : at[0] < 0xF0 ? 3
                    : at[0] < 0xF5 ? 4
                                   : 0;
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    bool is_overlong = (at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xF0 && at[1] < 0x90);
    bool is_no_character = (at[0] == 0xED && at[1] >= 0xA0) || (at[0] == 0xF4 && at[1] >= 0x90) ||
                           (at[0] == 0xEF && at[1] == 0xBF && at[2] >= 0xBE);
    return length > 1 && (is_overlong || is_no_character) ? 0 : length;
}

/* Characters that are not seen and change how others are: control characters of the second set, marks of the direction of
 * writing, the ends of lines that are none in C. `length`: of the character there. */
static bool is_unseen(const unsigned char *at, size_t length)
{
    unsigned long code = 0;
    if (length == 2) {
        code = (at[0] & 0x1FU) << 6 | (at[1] & 0x3FU);
    } else if (length == 3) {
        code = (at[0] & 0xFU) << 12 | (at[1] & 0x3FU) << 6 | (at[2] & 0x3FU);
    }
    return (code >= 0x80 && code < 0xA0) || code == 0x61C || code == 0x200B || code == 0x200E ||
           code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

static void make_utf8(char text[], bool keep_colours)
{
    for (unsigned char *at = (unsigned char *)text; *at != '\0';) {
        size_t colour = keep_colours ? colour_length((const char *)at) : 0,
               length = colour > 0 ? colour : utf8_length(at);
        bool is_control = (*at < ' ' && *at != '\n' && *at != '\t') || *at == 127;
        if (length == 0 || (is_control && colour == 0)) {
            *at++ = '?';
        } else if (is_unseen(at, length)) {
            memset(at, '?', length);
            at += length;
        } else {
            at += length;
        }
    }
}

void text_make_utf8(char text[])
{
    make_utf8(text, false);
}

void text_make_utf8_in_colour(char text[])
{
    make_utf8(text, true);
}

char *text_field(char **rest, char separator)
{
    char *field = *rest;
    if (field != NULL) {
        char *end = strchr(field, separator);
        *rest = end != NULL ? end + 1 : NULL;
        if (end != NULL) {
            *end = '\0';
        }
    }
    return field;
}
