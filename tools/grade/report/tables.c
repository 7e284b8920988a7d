/* The class as CSV and JSON, a student as Gradescope's results.json. */
#include "pages.h"
#include "tools/check/json_text.h"
#include "tools/check/text.h"
#include <stdlib.h>
#include <string.h>

enum { FORMAT_VERSION = 1 };

/* ---- CSV ---- */

/* A spreadsheet takes what begins so for a formula. */
static void csv_text(const char *text, FILE *to)
{
    char *line = book_line(text);
    fprintf(to, "\"%s", line[0] != '\0' && strchr("=+-@", line[0]) != NULL ? "'" : "");
    for (const char *c = line; *c != '\0'; c++) {
        fprintf(to, *c == '"' ? "\"\"" : "%c", *c);
    }
    putc('"', to);
    free(line);
}

void pages_csv(const book *b, FILE *to)
{
    fputs("student,total,maximum,days_late", to);
    for (int p = 0; p < b->program_count; p++) {
        fprintf(to, ",%s,%s verdict", b->programs[p].id, b->programs[p].id);
    }
    fputs(",remark\n", to);
    for (int i = 0; i < b->student_count; i++) {
        const book_student *s = &b->students[i];
        csv_text(s->name, to);
        fprintf(to, ",%.10g,%.10g,%d", s->total, b->most, s->late_days);
        for (int p = 0; p < b->program_count; p++) {
            const book_grade *g = &s->grades[p];
            fputs(",", to);
            if (g->has_points) {
                fprintf(to, "%.10g", g->points);
            }
            fprintf(to, ",%s", g->is_there ? pages_word(g) : "");
        }
        putc(',', to);
        csv_text(s->remark != NULL ? s->remark : "", to);
        putc('\n', to);
    }
}

/* ---- JSON ---- */

static json_t *grade_of(const book_program *what, const book_grade *g)
{
    json_t *one = json_object();
    json_object_set_new(one, "program", json_text(what->id));
    json_object_set_new(one, "verdict", g->is_there ? json_text(pages_word(g)) : json_null());
    json_object_set_new(one, "sentence", json_text_or_null(g->is_there ? g->sentence : ""));
    json_object_set_new(one, "points", g->has_points ? json_real(g->points) : json_null());
    json_object_set_new(one, "by_teacher", json_boolean(g->is_marked));
    json_object_set_new(one, "remark", json_text_or_null(g->remark));
    return one;
}

static json_t *student_of(const book *b, const book_student *s)
{
    json_t *one = json_object(), *programs = json_array();
    for (int p = 0; p < b->program_count; p++) {
        json_array_append_new(programs, grade_of(&b->programs[p], &s->grades[p]));
    }
    json_object_set_new(one, "student", json_text(s->name));
    json_object_set_new(one, "page", json_text(s->stem));
    json_object_set_new(one, "graded", json_text_or_null(book_text(s->whole, "graded")));
    json_object_set_new(one, "days_late", json_integer(s->late_days));
    json_object_set_new(one, "total", json_real(s->total));
    json_object_set_new(one, "added", json_real(s->added));
    json_object_set_new(one, "not_judged", json_integer(s->open));
    json_object_set_new(one, "remark", json_text_or_null(s->remark));
    json_object_set_new(one, "programs", programs);
    return one;
}

static json_t *mistake_of(const book *b, const mistake *m)
{
    json_t *one = json_object(), *places = json_array();
    for (int i = 0; i < m->count; i++) {
        json_t *place = json_object();
        json_object_set_new(place, "student", json_text(b->students[m->places[i].student].name));
        json_object_set_new(place, "program", json_text(b->programs[m->places[i].program].id));
        json_array_append_new(places, place);
    }
    json_object_set_new(one, "kind", json_text(m->kind));
    json_object_set_new(one, "example", json_text(m->example));
    json_object_set_new(one, "verdict", json_text(judgement_word(m->verdict)));
    json_object_set_new(one, "count", json_integer(m->count));
    json_object_set_new(one, "places", places);
    return one;
}

bool pages_json(const book *b, const mistake_list *mistakes, FILE *to)
{
    json_t *whole = json_object(), *programs = json_array(), *students = json_array(),
           *kinds = json_array(), *complaints = json_array();
    for (int p = 0; p < b->program_count; p++) {
        json_t *one = json_object();
        json_object_set_new(one, "program", json_text(b->programs[p].id));
        json_object_set_new(one, "points", json_real(b->programs[p].most));
        json_object_set_new(one, "bonus", json_boolean(b->programs[p].is_bonus));
        json_array_append_new(programs, one);
    }
    for (int i = 0; i < b->student_count; i++) {
        json_array_append_new(students, student_of(b, &b->students[i]));
    }
    for (int i = 0; i < mistakes->count; i++) {
        json_array_append_new(kinds, mistake_of(b, &mistakes->all[i]));
    }
    for (int i = 0; i < b->complaint_count; i++) {
        json_array_append_new(complaints, json_text(b->complaints[i]));
    }
    json_object_set_new(whole, "format_version", json_integer(FORMAT_VERSION));
    json_object_set_new(whole, "created", json_text(b->created));
    json_object_set_new(whole, "maximum", json_real(b->most));
    json_object_set_new(whole, "programs", programs);
    json_object_set_new(whole, "students", students);
    json_object_set_new(whole, "mistakes", kinds);
    json_object_set_new(whole, "complaints", complaints);
    return json_write(whole, to);
}

/* ---- Gradescope ---- */

bool pages_gradescope(const book *b, const book_student *s, FILE *to)
{
    json_t *whole = gradescope_begin();
    for (int p = 0; p < b->program_count; p++) {
        const book_grade *g = &s->grades[p];
        const json_t *finding = pages_finding(pages_case(g), 0);
        const char *advice = book_text(finding, "advice");
        bool is_told = g->is_there && g->verdict != VERDICT_ERROR;
        char *text = text_format("%s%s%s%s%s%s%s", g->is_there ? pages_word(g) : "not handed in",
                                 is_told ? ": " : "", is_told ? g->sentence : "",
                                 is_told && advice[0] != '\0' ? "\n" : "", is_told ? advice : "",
                                 g->remark != NULL ? "\nYour teacher: " : "",
                                 g->remark != NULL ? g->remark : "");
        bool passed = (is_told && g->verdict == VERDICT_PASS && !g->is_marked) ||
                      (g->has_points && g->points >= b->programs[p].most);
        gradescope_test(whole, b->programs[p].id, text, passed, g->points,
                        g->has_points ? b->programs[p].most : -1);
        free(text);
    }
    if (s->added != 0) {
        gradescope_test(whole, "by your teacher", s->remark != NULL ? s->remark : "", s->added > 0,
                        s->added, 0);
    }
    return json_write(whole, to);
}
