#include "mistakes.h"
#include "tools/check/text.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 2000 };

/* ---- the kind of a sentence ---- */

static bool is_of_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Is it one of those? strchr() says yes of the end of a text, too. */
static bool is_one_of(char c, const char *those)
{
    return c != '\0' && strchr(those, c) != NULL;
}

/* The length of a number there: 7, 1,797, 0.25, -3e-05, 0x7f; 0: there is none. */
static size_t number_length(const char *text, const char *at)
{
    bool is_begin = at == text || !is_of_word(at[-1]);
    const char *digit = at + (*at == '-' && is_begin);
    if (!is_begin || !isdigit((unsigned char)*digit)) {
        return 0;
    }
    while (isalnum((unsigned char)*digit) ||
           (is_one_of(*digit, ".,") && isdigit((unsigned char)digit[1])) ||
           (is_one_of(*digit, "+-") && is_one_of(digit[-1], "eE"))) {
        digit++;
    }
    return (size_t)(digit - at);
}

/* The length of what stands in quotes there, of a kind that encloses names: `x`, 'x', "x"; 0: nothing does. */
static size_t quoted_length(const char *text, const char *at)
{
    bool is_begin = at == text || is_one_of(at[-1], " ([:");
    if (!is_one_of(*at, "`'\"") || !is_begin || at[1] == ' ') {
        return 0;
    }
    for (const char *end = strchr(at + 1, *at); end != NULL; end = strchr(end + 1, *at)) {
        if (!is_of_word(end[1])) {
            return (size_t)(end + 1 - at);
        }
    }
    return 0;
}

/* The length of a source file's name there, with its line; 0: there is none. */
static size_t file_length(const char *text, const char *at)
{
    if (at > text && !is_one_of(at[-1], " (\"'")) {
        return 0;
    }
    size_t length =
        strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-");
    while (length > 0 && is_one_of(at[length - 1], ".-/")) {
        length--;
    }
    if (length < 3 || strncmp(at + length - 2, ".c", 2) != 0) {
        return 0;
    }
    size_t line = at[length] == ':' ? strspn(at + length + 1, "0123456789:") : 0;
    return length + (line > 0 ? line + 1 : 0);
}

/* The length of what joins numbers to a list there: "7, 8 and 9", "7-9", "7 to 9"; 0: nothing does. */
static size_t joint_length(const char *text, const char *at)
{
    static const char *const joints[] = {", and ", ", ", " and ", " to ", "-", " or "};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        size_t length = strlen(joints[i]);
        if (strncmp(at, joints[i], length) == 0 &&
            (number_length(text, at + length) > 0 ||
             (joints[i][0] == '-' && isdigit((unsigned char)at[1])))) {
            return length;
        }
    }
    return 0;
}

static size_t list_length(const char *text, const char *at)
{
    size_t length = number_length(text, at), joint;
    while (length > 0 && (joint = joint_length(text, at + length)) > 0) {
        length += joint;
        while (isalnum((unsigned char)at[length]) || at[length] == '.') {
            length++;
        }
    }
    return length;
}

/* Is what was written up to there the plural of what is counted? "rows " before "3-5" is "row " before "3". */
static bool is_plural(const char *begin, const char *end)
{
    static const char *const nouns[] = {"ranks ", "rows ",     "lines ", "columns ",
                                        "steps ", "elements ", "tags "};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        size_t length = strlen(nouns[i]);
        if ((size_t)(end - begin) >= length && strncmp(end - length, nouns[i], length) == 0) {
            return true;
        }
    }
    return false;
}

char *mistakes_kind(const char *sentence)
{
    char *cut = text_format("%.*s", LONGEST, sentence), *copy = book_line(cut),
         *kind = text_format("%s", copy), *to = kind;
    free(cut);
    sentence = copy;
    for (const char *at = sentence; *at != '\0';) {
        size_t list = list_length(sentence, at), file = file_length(sentence, at),
               name = quoted_length(sentence, at);
        if (file > 0 || list > 0) {
            if (file == 0 && is_plural(kind, to)) {
                *--to = '\0';
                to[-1] = ' ';
            }
            *to++ = file > 0 ? 'F' : 'N';
            at += file > 0 ? file : list;
        } else if (name > 0) {
            *to++ = at[0];
            *to++ = at[0];
            at += name;
        } else {
            *to++ = *at++;
        }
    }
    *to = '\0';
    free(copy);
    return kind;
}

/* ---- how often ---- */

static void add(mistake_list *to, char *kind, const book_grade *g, mistake_place where)
{
    int i = 0;
    while (i < to->count && strcmp(to->all[i].kind, kind) != 0) {
        i++;
    }
    if (i == to->count) {
        mistake *larger = realloc(to->all, ((size_t)i + 1) * sizeof *larger);
        if (larger == NULL) {
            text_no_memory();
        }
        to->all = larger;
        to->all[to->count++] =
            (mistake){.kind = kind, .example = g->sentence, .verdict = g->verdict};
    } else {
        free(kind);
    }
    mistake *m = &to->all[i];
    mistake_place *more = realloc(m->places, ((size_t)m->count + 1) * sizeof *more);
    if (more == NULL) {
        text_no_memory();
    }
    m->places = more;
    m->places[m->count++] = where;
}

static int more_first(const void *one, const void *other)
{
    const mistake *a = one, *b = other;
    return a->count != b->count ? b->count - a->count : strcmp(a->kind, b->kind);
}

void mistakes_count(const book *b, mistake_list *to)
{
    *to = (mistake_list){0};
    for (int s = 0; s < b->student_count; s++) {
        for (int p = 0; p < b->program_count; p++) {
            const book_grade *g = &b->students[s].grades[p];
            if (g->is_there && g->verdict == VERDICT_FAIL) {
                add(to, mistakes_kind(g->sentence), g, (mistake_place){s, p});
            } else if (g->is_there && g->verdict == VERDICT_TODO) { /* a step of one program */
                add(to, text_format("%s: %s", b->programs[p].id, g->sentence), g,
                    (mistake_place){s, p});
            }
        }
    }
    if (to->count > 0) {
        qsort(to->all, (size_t)to->count, sizeof *to->all, more_first);
    }
}

void mistakes_free(mistake_list *list)
{
    for (int i = 0; i < list->count; i++) {
        free(list->all[i].kind);
        free(list->all[i].places);
    }
    free(list->all);
}
