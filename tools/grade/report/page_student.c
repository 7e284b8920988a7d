/* A page for one student to read. */
#include "html.h"
#include "pages.h"
#include "tools/check/text.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_FINDINGS = 4, MOST_PLACES = 8, MOST_TODOS = 50 };

static void tell_ranks(const json_t *place, FILE *to)
{
    const json_t *ranks = json_object_get(place, "ranks"), *rank;
    size_t i;
    fputs(json_array_size(ranks) == 1 ? "rank " : "ranks ", to);
    json_array_foreach(ranks, i, rank)
    {
        if (i < MOST_PLACES) {
            html_put(to, "%s%d", i > 0 ? ", " : "", (int)json_integer_value(rank));
        }
    }
    fputs(json_array_size(ranks) > MOST_PLACES ? ", ..." : "", to);
}

static void tell_places(const json_t *finding, FILE *to)
{
    const json_t *places = json_object_get(finding, "places"), *place;
    size_t i;
    json_array_foreach(places, i, place)
    {
        int line = book_integer(place, "line", 0);
        if (i == MOST_PLACES) {
            break;
        }
        fputs("<p>", to);
        tell_ranks(place, to);
        html_put(to, " %s", book_text(place, "what"));
        if (line > 0) {
            html_put(to, ", line %d:</p>\n<pre>%d | %s</pre>\n", line, line,
                     book_text(place, "source"));
        } else {
            fputs("</p>\n", to);
        }
    }
}

static void tell_values(const json_t *finding, FILE *to)
{
    static const char *const told[] = {"dataset", "where", "expected", "got"};
    const json_t *values = json_object_get(finding, "values");
    if (book_text(values, "expected")[0] == '\0') {
        return;
    }
    fputs("<table>\n", to);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        if (book_text(values, told[i])[0] != '\0') {
            html_put(to, "<tr><th>%s</th><td>%s</td></tr>\n", told[i], book_text(values, told[i]));
        }
    }
    fputs("</table>\n", to);
}

/* `said`: what the page has already. */
static void tell_finding(const json_t *finding, const char *said, FILE *to)
{
    const char *sentence = book_text(finding, "sentence"), *advice = book_text(finding, "advice");
    if (strcmp(sentence, said) != 0) {
        html_put(to, "<p>%s: %s</p>\n", book_text(finding, "severity"), sentence);
    }
    if (advice[0] != '\0') {
        html_put(to, "<p>%s</p>\n", advice);
    }
    tell_places(finding, to);
    tell_values(finding, to);
}

static void tell_case(const book_grade *g, FILE *to)
{
    const json_t *one = pages_case(g), *finding;
    int ranks = book_integer(one, "ranks", 0);
    if (ranks > 0) {
        html_put(to, "<p>Seen with %d rank%s%s%s.</p>\n", ranks, ranks == 1 ? "" : "s",
                 book_text(one, "arguments")[0] != '\0' ? " and the arguments " : "",
                 book_text(one, "arguments"));
    }
    for (size_t i = 0; i < MOST_FINDINGS && (finding = pages_finding(one, i)) != NULL; i++) {
        tell_finding(finding, g->sentence, to);
    }
    html_block(to, "What it printed last:", book_text(one, "output"));
}

static void tell_lists(const book_grade *g, FILE *to)
{
    const json_t *todos = json_object_get(g->details, "open_todos"),
                 *luck = json_object_get(g->details, "luck"), *one;
    size_t i;
    if (json_array_size(todos) > 0) {
        fputs("<p>Open steps:</p>\n<ul>\n", to);
        json_array_foreach(todos, i, one)
        {
            if (i < MOST_TODOS) {
                html_put(to, "<li>TODO(%d), line %d: %s</li>\n", book_integer(one, "number", 0),
                         book_integer(one, "line", 0), book_text(one, "text"));
            }
        }
        fputs("</ul>\n", to);
    }
    json_array_foreach(luck, i, one)
    {
        if (i < MOST_FINDINGS) {
            html_put(to, "<p>but: %s</p>\n", book_text(one, "sentence"));
            tell_finding(one, book_text(one, "sentence"), to);
        }
    }
    html_block(to, "What the compiler said:", book_text(g->details, "compiler"));
    html_block(to, "What the compiler warns of:", book_text(g->details, "warnings"));
}

static void tell_next(const book_program *what, const book_grade *g, FILE *to)
{
    char *name = pages_name(what);
    if (g->verdict == VERDICT_PASS) {
        html_put(to, "<p>Next: what exercises/%s/README.md has under Going further.</p>\n",
                 what->id);
    } else if (g->verdict == VERDICT_ERROR && g->is_marked) {
        fputs("<p>Judged by your teacher.</p>\n", to);
    } else if (g->verdict == VERDICT_ERROR) {
        fputs("<p>This could not be judged, through no fault of yours: your teacher sees to "
              "it.</p>\n",
              to);
    } else {
        html_put(to, "<p>Next: <code>./lab hint %s</code>, and <code>./lab check %s</code></p>\n",
                 name, name);
    }
    free(name);
}

static void tell_program(const book_student *s, const book_program *what, const book_grade *g,
                         FILE *to)
{
    const char *file = pages_file(s, what);
    html_put(to, "<section>\n<h2 id=\"%s\">%s %s</h2>\n", what->id, pages_word(g), what->id);
    if (g->is_there && g->verdict != VERDICT_ERROR) { /* that is for the teacher */
        html_put(to, "<p>%s</p>\n", g->sentence);
    }
    if (g->remark != NULL) {
        html_put(to, "<p>Your teacher: %s</p>\n", g->remark);
    }
    if (file[0] != '\0') {
        html_put(to, "<p class=\"small\">Of your file <code>%s</code></p>\n", file);
    }
    if (g->is_there && g->verdict != VERDICT_ERROR) {
        tell_case(g, to);
        tell_lists(g, to);
    }
    if (g->is_there) {
        tell_next(what, g, to);
    }
    fputs("</section>\n", to);
}

static void tell_table(const book *b, const book_student *s, FILE *to)
{
    fputs("<table>\n<tr><th>program</th><th>verdict</th><th class=\"n\">points</th><th "
          "class=\"n\">of</th></tr>\n",
          to);
    for (int p = 0; p < b->program_count; p++) {
        const book_grade *g = &s->grades[p];
        const char *word = pages_word(g);
        html_put(to, "<tr><td><a href=\"#%s\">%s</a></td><td class=\"%s\">%s</td>",
                 b->programs[p].id, b->programs[p].id, word, g->is_there ? word : "not handed in");
        if (g->has_points) {
            html_put(to, "<td class=\"n\">%f</td>", g->points);
        } else {
            fputs("<td class=\"n\">?</td>", to);
        }
        html_put(to, "<td class=\"n\">%f%s</td></tr>\n", b->programs[p].most,
                 b->programs[p].is_bonus ? " (bonus)" : "");
    }
    if (s->added != 0) {
        html_put(
            to, "<tr><td colspan=\"2\">by your teacher</td><td class=\"n\">%f</td><td></td></tr>\n",
            s->added);
    }
    html_put(to,
             "<tr><th colspan=\"2\">total</th><th class=\"n\">%f</th><th "
             "class=\"n\">%f</th></tr>\n</table>\n",
             s->total, b->most);
}

void pages_student(const book *b, const book_student *s, FILE *to)
{
    char *title = text_format("Feedback for %s", s->name);
    html_begin(to, title);
    tell_table(b, s, to);
    if (s->open > 0) {
        fputs("<p>? : not judged yet; the total may grow.</p>\n", to);
    }
    if (s->late_days > 0) {
        html_put(to, "<p>Handed in %d day%s late.</p>\n", s->late_days,
                 s->late_days == 1 ? "" : "s");
    }
    if (s->remark != NULL) {
        html_put(to, "<p>Your teacher: %s</p>\n", s->remark);
    }
    for (int p = 0; p < b->program_count; p++) {
        if (s->grades[p].is_there || s->grades[p].remark != NULL) {
            tell_program(s, &b->programs[p], &s->grades[p], to);
        }
    }
    html_put(to, "<p class=\"small\">Judged %s</p>\n", book_text(s->whole, "graded"));
    html_end(to);
    free(title);
}
