/* The page for the teacher: the whole class. */
#include "html.h"
#include "pages.h"
#include <string.h>

enum { MOST_NAMES = 30 };

/* A link to a student's page; `program` NULL: to its top. A stem is as it is but for its %. */
static void link_to(const book_student *s, const char *program, FILE *to)
{
    fputs("<a href=\"students/", to);
    for (const char *c = s->stem; *c != '\0'; c++) {
        fputs(*c == '%' ? "%25" : (char[]){*c, '\0'}, to);
    }
    html_put(to, ".html%s%s\"><bdi>%s</bdi></a>", program != NULL ? "#" : "",
             program != NULL ? program : "", s->name);
}

static void tell_trouble(const book *b, FILE *to)
{
    int count = b->complaint_count;
    fputs("<h2 id=\"trouble\">For you to look at</h2>\n<ul>\n", to);
    for (int i = 0; i < b->complaint_count; i++) {
        html_put(to, "<li>%s</li>\n", b->complaints[i]);
    }
    for (int i = 0; i < b->student_count; i++) {
        const book_student *s = &b->students[i];
        for (int p = 0; p < b->program_count; p++) {
            const book_grade *g = &s->grades[p];
            if (s->whole != NULL && g->is_there && g->verdict == VERDICT_ERROR) {
                fputs("<li>", to);
                link_to(s, b->programs[p].id, to);
                html_put(to, ", %s: ERROR: %s%s</li>\n", b->programs[p].id, g->sentence,
                         g->is_marked ? " (has your points)" : "");
                count++;
            }
        }
    }
    fputs(count == 0 ? "<li>nothing: all could be judged</li>\n</ul>\n" : "</ul>\n", to);
}

static void tell_cell(const book_grade *g, FILE *to)
{
    const char *word = pages_word(g);
    if (!g->is_there && !g->is_marked) {
        fputs("<td>-</td>", to);
        return;
    }
    html_put(to, "<td class=\"%s\" title=\"%s\">%s ", word, g->is_there ? g->sentence : "", word);
    if (g->has_points) {
        html_put(to, "%f%s</td>", g->points, g->is_marked ? "*" : "");
    } else {
        fputs("?</td>", to);
    }
}

static void tell_row(const book *b, const book_student *s, bool has_late, FILE *to)
{
    fputs("<tr><th>", to);
    link_to(s, NULL, to);
    fputs("</th>", to);
    for (int p = 0; p < b->program_count; p++) {
        tell_cell(&s->grades[p], to);
    }
    if (has_late) {
        html_put(to, "<td class=\"n\">%d</td>", s->late_days);
    }
    html_put(to, "<td class=\"n\">%f%s%s</td></tr>\n", s->total, s->added != 0 ? "*" : "",
             s->open > 0 ? " ?" : "");
}

static void tell_foot(const book *b, bool has_late, FILE *to)
{
    double sum = 0;
    fputs("<tr><th>PASS</th>", to);
    for (int p = 0; p < b->program_count; p++) {
        int passed = 0;
        for (int i = 0; i < b->student_count; i++) {
            const book_grade *g = &b->students[i].grades[p];
            passed += g->is_there && g->verdict == VERDICT_PASS;
        }
        html_put(to, "<td>%d of %d</td>", passed, b->student_count);
    }
    for (int i = 0; i < b->student_count; i++) {
        sum += b->students[i].total / b->student_count;
    }
    fputs(has_late ? "<td></td>" : "", to);
    html_put(to, "<td class=\"n\">mean %f</td></tr>\n",
             (double)(long)(sum * 100 + (sum < 0 ? -0.5 : 0.5)) / 100);
}

static void tell_table(const book *b, FILE *to)
{
    bool has_late = false;
    for (int i = 0; i < b->student_count; i++) {
        has_late = has_late || b->students[i].late_days > 0;
    }
    fputs("<h2 id=\"table\">Students and programs</h2>\n<div class=\"scroll\">\n<table "
          "class=\"small grades\">\n<tr><th>student</th>",
          to);
    for (int p = 0; p < b->program_count; p++) {
        html_put(to, "<th>%s<br>%f%s</th>", b->programs[p].id, b->programs[p].most,
                 b->programs[p].is_bonus ? " (bonus)" : "");
    }
    fputs(has_late ? "<th class=\"n\">days late</th>" : "", to);
    html_put(to, "<th class=\"n\">total<br>%f</th></tr>\n", b->most);
    for (int i = 0; i < b->student_count; i++) {
        tell_row(b, &b->students[i], has_late, to);
    }
    tell_foot(b, has_late, to);
    fputs("</table>\n</div>\n<p class=\"small\">-: not handed in. *: points from marks.tsv. ?: "
          "could not be judged, and has no points yet.</p>\n",
          to);
}

/* Who made it, each once: places are in the order of the students. */
static void tell_names(const book *b, const mistake *m, FILE *to)
{
    int told = 0;
    for (int i = 0; i < m->count; i++) {
        const mistake_place *at = &m->places[i];
        if (i > 0 && at->student == at[-1].student) {
            continue;
        }
        if (told++ < MOST_NAMES) {
            fputs(told > 1 ? ", " : "", to);
            link_to(&b->students[at->student], b->programs[at->program].id, to);
        }
    }
    if (told > MOST_NAMES) {
        html_put(to, " and %d more", told - MOST_NAMES);
    }
}

/* The programs that it was made in, each once. */
static void tell_programs(const book *b, const mistake *m, FILE *to)
{
    for (int p = 0, told = 0; p < b->program_count; p++) {
        for (int i = 0; i < m->count; i++) {
            if (m->places[i].program == p) {
                html_put(to, "%s%s", told++ > 0 ? ", " : "", b->programs[p].id);
                break;
            }
        }
    }
}

static void tell_mistakes(const book *b, const mistake_list *mistakes, FILE *to)
{
    fputs("<h2 id=\"mistakes\">Which mistakes, how often</h2>\n", to);
    if (mistakes->count == 0) {
        fputs("<p>None.</p>\n", to);
        return;
    }
    fputs("<p>Sentences that differ in numbers and names only are counted as one; one of them is "
          "shown.</p>\n<table>\n<tr><th class=\"n\">times</th><th>verdict</th><th>for example</th>"
          "<th>programs</th><th>who</th></tr>\n",
          to);
    for (int i = 0; i < mistakes->count; i++) {
        const mistake *m = &mistakes->all[i];
        const char *word = judgement_word(m->verdict);
        html_put(to, "<tr><td class=\"n\">%d</td><td class=\"%s\">%s</td><td>%s</td><td>", m->count,
                 word, word, m->example);
        tell_programs(b, m, to);
        fputs("</td><td class=\"small\">", to);
        tell_names(b, m, to);
        fputs("</td></tr>\n", to);
    }
    fputs("</table>\n", to);
}

static void tell_sentence(const book_student *s, const book_program *what, const book_grade *g,
                          FILE *to)
{
    fputs("<tr><td>", to);
    link_to(s, what->id, to);
    html_put(to, "</td><td>%s</td><td class=\"%s\">%s</td><td>%s</td><td>%s</td></tr>\n", what->id,
             pages_word(g), pages_word(g), g->is_there ? g->sentence : "",
             g->remark != NULL ? g->remark : "");
}

static void tell_sentences(const book *b, FILE *to)
{
    fputs(
        "<h2 id=\"sentences\">What was said</h2>\n<p>Of all that is no PASS, or has a remark of "
        "yours.</p>\n<table>\n<tr><th>student</th><th>program</th><th>verdict</th><th>sentence</th>"
        "<th>remark</th></tr>\n",
        to);
    for (int i = 0; i < b->student_count; i++) {
        const book_student *s = &b->students[i];
        for (int p = 0; p < b->program_count; p++) {
            const book_grade *g = &s->grades[p];
            if ((g->is_there && g->verdict != VERDICT_PASS && s->whole != NULL) ||
                g->remark != NULL) {
                tell_sentence(s, &b->programs[p], g, to);
            }
        }
        if (s->remark != NULL) {
            fputs("<tr><td>", to);
            link_to(s, NULL, to);
            html_put(to, "</td><td>*</td><td></td><td></td><td>%s</td></tr>\n", s->remark);
        }
    }
    fputs("</table>\n", to);
}

void pages_class(const book *b, const mistake_list *mistakes, FILE *to)
{
    html_begin(to, "Grades");
    html_put(to,
             "<p>%d student%s, %d program%s, made %s. <a href=\"#trouble\">For you to look at</a>, "
             "<a href=\"#table\">table</a>, <a href=\"#mistakes\">mistakes</a>, <a "
             "href=\"#sentences\">what was said</a>. Points and remarks of your own: marks.tsv, "
             "then ./lab grade --report.</p>\n",
             b->student_count, b->student_count == 1 ? "" : "s", b->program_count,
             b->program_count == 1 ? "" : "s", b->created);
    tell_trouble(b, to);
    tell_table(b, to);
    tell_mistakes(b, mistakes, to);
    tell_sentences(b, to);
    html_end(to);
}
