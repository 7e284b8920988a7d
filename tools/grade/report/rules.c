#include "rules.h"
#include "tools/check/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 1 << 20, MOST_NUMBER = 10000, WORDS = 4 };

void rules_start(rules *to)
{
    *to = (rules){.each = 1, .closed = -1};
}

static double rounded(double number)
{
    return round(100 * number) / 100;
}

bool rules_number(const char *text, double least, double *number)
{
    char plain[32], *end;
    size_t length = strlen(text);
    if (length == 0 || length >= sizeof plain || strspn(text, "0123456789.,+-") != length) {
        return false;
    }
    memcpy(plain, text, length + 1);
    if (strchr(plain, ',') != NULL) {
        *strchr(plain, ',') = '.';
    }
    *number = rounded(strtod(plain, &end));
    return *end == '\0' && *number >= least && *number <= MOST_NUMBER;
}

/* ---- reading ---- */

typedef struct {
    rules *to;
    book *b;
    char *words[WORDS + 1]; /* of this line; NULL behind the last */
    int count;
} line;

/* NULL: fine; else what is wrong, to be freed. */
static char *take_points(line *l)
{
    double points;
    bool is_bonus = strcmp(l->words[0], "bonus") == 0, is_todos = strcmp(l->words[0], "todos") == 0,
         is_each = l->count == 3 && strcmp(l->words[1], "*") == 0;
    if (l->count != 3 || !rules_number(l->words[2], 0, &points) ||
        (is_todos && (points != floor(points) || points < 1)) ||
        (is_each && l->words[0][0] != 'p')) {
        return text_format("%s wants a program and a %s: %s 07-heat 4", l->words[0],
                           is_todos ? "whole number from 1" : "number of points", l->words[0]);
    }
    if (is_each) {
        l->to->each = points;
        return NULL;
    }
    int p = book_find_program(l->b, l->words[1]);
    p = p >= 0 ? p : book_add_program(l->b, l->words[1]); /* nobody has handed it in */
    if (p < 0) {
        return text_format("nobody has handed in a program '%s'", l->words[1]);
    }
    book_program *what = &l->b->programs[p];
    if (is_todos) {
        what->todos = (int)points;
        return NULL;
    }
    what->most = points;
    what->has_most = true;
    what->is_bonus = is_bonus;
    return NULL;
}

static char *take_late(line *l)
{
    double number;
    char *end = l->count == 2 ? strchr(l->words[1], '%') : NULL;
    if (end != NULL && end[1] == '\0' && l->words[0][0] == 'l') {
        *end = '\0';
    }
    bool is_number = l->count == 2 && rules_number(l->words[1], 0, &number);
    if (l->words[0][0] == 'l') {
        if (!is_number || number > 100) {
            return text_format("late wants the percent that each day costs: late 10%%");
        }
        l->to->late_percent = number;
        return NULL;
    }
    if (!is_number || number != floor(number)) {
        return text_format("%s wants a number of days: %s 2", l->words[0], l->words[0]);
    }
    *(l->words[0][0] == 'g' ? &l->to->grace : &l->to->closed) = (int)number;
    return NULL;
}

static char *take_line(line *l)
{
    static const struct {
        const char *word;
        char *(*take)(line *);
    } known[] = {{"points", take_points}, {"bonus", take_points}, {"todos", take_points},
                 {"late", take_late},     {"grace", take_late},   {"closed", take_late}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(l->words[0], known[i].word) == 0) {
            return known[i].take(l);
        }
    }
    return text_format("there is no rule '%s': there are points, bonus, todos, late, grace, closed",
                       l->words[0]);
}

bool rules_read(rules *to, book *b, const char *path, char **why)
{
    char *text = text_read(path, MOST_BYTES, NULL), *rest = text, *wrong = NULL, *row, *place;
    int number = 0;
    *why = text == NULL ? text_format("%s: there is no such file", path) : NULL;
    while (wrong == NULL && (row = text_field(&rest, '\n')) != NULL) {
        line l = {.to = to, .b = b};
        number++;
        row[strcspn(row, "#\r")] = '\0';
        for (char *word = strtok_r(row, " \t", &place); word != NULL && l.count <= WORDS;
             word = strtok_r(NULL, " \t", &place)) {
            l.words[l.count++] = word;
        }
        wrong = l.count > 0 ? take_line(&l) : NULL;
    }
    if (wrong != NULL) {
        *why = text_format("%s:%d: %s", path, number, wrong);
    }
    free(wrong);
    free(text);
    return *why == NULL;
}

/* ---- points ---- */

bool rules_points(const rules *r, const book_program *what, const book_grade *of, int late_days,
                  double *points)
{
    int late = late_days > r->grace ? late_days - r->grace : 0;
    double rate = 0, off = late * r->late_percent / 100;
    if (of->is_there && of->verdict == VERDICT_ERROR) {
        return false;
    }
    if (of->is_there && of->verdict == VERDICT_PASS) {
        rate = 1;
    } else if (of->is_there && of->verdict == VERDICT_TODO && what->todos > 0) {
        double open = (double)json_array_size(json_object_get(of->details, "open_todos"));
        rate = open < what->todos ? (what->todos - open) / what->todos : 0;
    }
    if (off > 1 || (r->closed >= 0 && late_days > r->closed)) {
        off = 1;
    }
    *points = rounded(what->most * rate * (1 - off));
    return true;
}

void rules_apply(const rules *r, book *b)
{
    b->most = 0;
    for (int p = 0; p < b->program_count; p++) {
        book_program *what = &b->programs[p];
        what->most = what->has_most ? what->most : r->each;
        b->most += what->is_bonus ? 0 : what->most;
    }
    for (int i = 0; i < b->student_count; i++) {
        book_student *s = &b->students[i];
        s->total = s->added;
        s->open = 0;
        for (int p = 0; p < b->program_count; p++) {
            book_grade *g = &s->grades[p];
            if (!g->is_marked) {
                g->has_points = rules_points(r, &b->programs[p], g, s->late_days, &g->points);
            }
            s->open += !g->has_points;
            s->total += g->has_points ? g->points : 0;
        }
        s->total = rounded(s->total);
    }
}
