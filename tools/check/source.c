#include "source.h"
#include "text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 4 << 20 };

static bool begins(const char *text, size_t length, const char *mark, size_t size)
{
    return length >= size && memcmp(text, mark, size) == 0;
}

static const char *fault_of(const char *text, size_t length)
{
    if (length >= MOST_BYTES) {
        return "is larger than 4 MB: is it the right file?";
    }
    bool is_wide = length >= 4 &&
                   ((text[1] == '\0' && text[3] == '\0') || (text[0] == '\0' && text[2] == '\0'));
    if (begins(text, length, "\377\376", 2) || begins(text, length, "\376\377", 2) || is_wide) {
        return "is in UTF-16, which no C compiler reads: save it as UTF-8 (Notepad: Save as, "
               "Encoding)";
    }
    if (memchr(text, '\0', length) != NULL) {
        return "is no text: it has zero bytes in it (an executable, an archive, a document?)";
    }
    if (text[strspn(text, " \t\r\n")] == '\0') {
        return "is empty";
    }
    return NULL;
}

void source_read(source_file *to, const char *path, const char *shown)
{
    size_t length = 0;
    *to = (source_file){.path = text_format("%s", path), .shown = text_format("%s", shown)};
    to->text = text_read(path, MOST_BYTES, &length);
    to->fault = to->text != NULL ? fault_of(to->text, length) : NULL;
}

void source_free(source_file *s)
{
    free(s->path);
    free(s->shown);
    free(s->text);
    *s = (source_file){0};
}

const char *source_base(const source_file *s)
{
    const char *slash = strrchr(s->path, '/');
    return slash != NULL ? slash + 1 : s->path;
}

void source_todo_above(const source_file *s, int line, char number[], size_t size)
{
    const char *at = s->text;
    number[0] = '\0';
    for (int i = 1; at != NULL && i <= line; i++) {
        const char *end = strchr(at, '\n'), *mark = strstr(at, "TODO(");
        while (mark != NULL && (end == NULL || mark < end)) {
            size_t digits = strspn(mark + 5, "0123456789");
            if (digits > 0 && mark[5 + digits] == ')') {
                snprintf(number, size, "%.*s", (int)digits, mark + 5);
            }
            mark = strstr(mark + 5, "TODO(");
        }
        at = end != NULL ? end + 1 : NULL;
    }
}

/* What stands before '(' and is no function. */
static bool is_word_of_c(const char *word, size_t length)
{
    static const char *const words[] = {"if", "for", "while", "switch", "return", "sizeof"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) == length && strncmp(words[i], word, length) == 0) {
            return true;
        }
    }
    return false;
}

void source_function_in(const char *line, char name[], size_t size)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    name[0] = '\0';
    for (const char *at = line; *at != '\0';) {
        size_t length = strspn(at, letters);
        if (length > 0 && at[length] == '(' && !is_word_of_c(at, length)) {
            snprintf(name, size, "%.*s", (int)length, at);
            return;
        }
        at += length > 0 ? length : 1;
    }
}
