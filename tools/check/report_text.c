/* The report that a person reads. */
#include "report.h"
#include "text.h"
#include "tools/findings/places.h"
#include "tools/findings/words.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_ALSO = 3, SOURCE_LINE = 512 };

typedef struct {
    const settings *how;
    const judgement *j;
    FILE *to;
} page;

static void paint(const page *p, const char *code, const char *text)
{
    if (p->how->has_colour) {
        fprintf(p->to, "\033[%sm%s\033[0m", code, text);
    } else {
        fputs(text, p->to);
    }
}

/* Every line of it behind that indent. */
static void indent(const page *p, const char *before, const char *text)
{
    const char *end = text;
    do {
        end = strchr(text, '\n');
        fprintf(p->to, "%s%.*s\n", before, end != NULL ? (int)(end - text) : (int)strlen(text),
                text);
        text = end != NULL ? end + 1 : NULL;
    } while (text != NULL);
}

/* In lines of the terminal. */
static void wrap(const page *p, const char *text)
{
    size_t used = 0, room = (size_t)p->how->columns;
    while (*(text += strspn(text, " ")) != '\0') {
        size_t length = strcspn(text, " ");
        if (used > 0 && used + 1 + length > room) {
            putc('\n', p->to);
            used = 0;
        }
        used += (size_t)fprintf(p->to, "%s%.*s", used == 0 ? "  " : " ", (int)length, text);
        text += length;
    }
    if (used > 0) {
        putc('\n', p->to);
    }
}

static void tell(const page *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void tell(const page *p, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = text_formatv(format, arguments);
    va_end(arguments);
    wrap(p, text);
    free(text);
}

/* A line that begins with that word, where there is something to say. */
static void tell_value(const page *p, const char *word, const finding *f, const char *name)
{
    const char *value = finding_text(f, name);
    if (value[0] != '\0') {
        tell(p, "%-9s %s", word, value);
    }
}

static void tell_places(const page *p, const finding *f)
{
    place_group groups[FINDING_PLACES];
    int count = places_group(f, p->j->student.path, groups);
    for (int i = 0; i < count; i++) {
        const place_group *g = &groups[i];
        if (g->line == 0) {
            tell(p, "%s   %s", g->names, g->doing);
            continue;
        }
        tell(p, "%s   %s   %s:%d", g->names, g->doing, source_base(&p->j->student), g->line);
        char source[SOURCE_LINE];
        text_line(p->j->student.text, g->line, source, sizeof source);
        text_make_utf8(source);
        char *line = text_format("  %6d | %s", g->line, source);
        paint(p, "2", line);
        putc('\n', p->to);
        free(line);
    }
}

static void tell_result(const page *p, int k, const finding *f)
{
    const outcome *run = &p->j->student_runs[k];
    const char *count = finding_text(f, "count"), *worst = finding_text(f, "worst"),
               *tolerance = finding_text(f, "tolerance");
    tell_value(p, "dataset", f, "dataset");
    tell_value(p, "where", f, "where");
    tell_value(p, "expected", f, "expected");
    tell_value(p, "got", f, "got");
    if (count[0] != '\0') {
        tell(p, "differ    %s%s%s%s%s", count, worst[0] != '\0' ? "; worst: " : "", worst,
             tolerance[0] != '\0' ? "; allowed: " : "", tolerance);
    }
    for (int i = 1, told = 0; i < run->difference_count && told < MOST_ALSO; i++) {
        char sentence[JUDGEMENT_SENTENCE];
        if (run->differences[i].severity == FINDING_ERROR) {
            words_sentence(&run->differences[i], sentence, sizeof sentence);
            tell(p, "also      %s: %s", finding_text(&run->differences[i], "dataset"), sentence);
            told++;
        }
    }
}

/* The places and the advice of what is told first; then what has come of it. */
static void tell_cause(const page *p, const case_judgement *c)
{
    char sentence[JUDGEMENT_SENTENCE];
    tell_places(p, &c->cause);
    tell(p, "%s", words_advice(&c->cause));
    words_sentence(&c->what, sentence, sizeof sentence);
    tell(p, "%-9s %s", "outcome", sentence);
}

/* One case in which something is wrong. */
static void tell_case(const page *p, int k)
{
    const case_judgement *c = &p->j->by_case[k];
    bool has_cause = c->cause.kind[0] != '\0';
    if (has_cause) {
        tell_cause(p, c);
    }
    if (c->link == LINK_RESULT) {
        tell_result(p, k, &c->what);
    } else if (!has_cause || strcmp(c->what.kind, "crash") == 0) {
        tell_places(p, &c->what);
    }
    tell(p, "%s", has_cause ? "" : words_advice(&c->what));
    const char *output = report_output(p->j, k);
    if (output[0] != '\0') {
        fputs("  what it printed last:\n", p->to);
        char *plain = text_format("%s", output);
        text_without_colour(plain);
        text_make_utf8(plain);
        fputs(p->how->has_colour ? "\033[2m" : "", p->to);
        indent(p, "    ", plain);
        fputs(p->how->has_colour ? "\033[0m" : "", p->to);
        free(plain);
    }
}

/* ---- in how many cases ---- */

static bool is_new(const judgement *j, int k, bool by_ranks)
{
    for (int i = 0; i < k; i++) {
        if (j->by_case[i].verdict == VERDICT_FAIL &&
            (by_ranks ? j->cases.cases[i].ranks == j->cases.cases[k].ranks
                      : j->cases.cases[i].line == j->cases.cases[k].line)) {
            return false;
        }
    }
    return true;
}

/* Which cases fail: at which numbers of ranks, with which arguments. */
static void tell_extent(const page *p)
{
    const judgement *j = p->j;
    char ranks[400] = "", arguments[1000] = "";
    int lines = 0, wrong_lines = 0, wrong_ranks = 0;
    for (int k = 0; k < j->cases.count; k++) {
        const check_case *c = &j->cases.cases[k];
        lines = c->line > lines ? c->line : lines;
        if (j->by_case[k].verdict == VERDICT_SKIP && !p->how->all) {
            return;
        }
        if (j->by_case[k].verdict != VERDICT_FAIL) {
            continue;
        }
        if (is_new(j, k, true)) {
            size_t used = strlen(ranks);
            snprintf(ranks + used, sizeof ranks - used, "%s%d", wrong_ranks++ > 0 ? ", " : "",
                     c->ranks);
        }
        if (is_new(j, k, false)) {
            size_t used = strlen(arguments);
            snprintf(arguments + used, sizeof arguments - used, "%s%s",
                     wrong_lines++ > 0 ? "; " : "", c->arguments);
        }
    }
    if (j->cases.count == 1) {
        return;
    }
    bool few = wrong_lines < lines && wrong_lines <= 2;
    tell(p, "wrong in %d of %d cases: with %s rank%s%s%s", j->cases.count - j->right,
         j->cases.count, ranks, strcmp(ranks, "1") == 0 ? "" : "s", few ? ", and only with " : "",
         few ? arguments : "");
}

static void tell_others(const page *p)
{
    char sentence[JUDGEMENT_SENTENCE];
    for (int k = 0; p->how->all && k < p->j->cases.count; k++) {
        if (k != p->j->first && p->j->by_case[k].verdict == VERDICT_FAIL) {
            char *name = cases_name(&p->j->cases.cases[k]);
            fprintf(p->to, "  %s\n", name);
            words_sentence(judgement_reason(&p->j->by_case[k]), sentence, sizeof sentence);
            tell(p, "%s", sentence);
            tell_case(p, k);
            free(name);
        }
    }
}

/* ---- the whole ---- */

static void tell_todo(const page *p)
{
    const judgement *j = p->j;
    char sentence[JUDGEMENT_SENTENCE];
    char *line =
        text_format("  %6d | // TODO(%d) ...", j->todos.open[0].line, j->todos.open[0].number);
    paint(p, "2", line);
    fprintf(p->to, "   %s\n", j->student.shown);
    free(line);
    if (j->todos.count > 1) {
        tell(p, "%d steps are open", j->todos.count);
    }
    const case_judgement *c = &j->by_case[j->first];
    if (strcmp(c->what.kind, "untouched") != 0) {
        words_sentence(&c->what, sentence, sizeof sentence);
        tell(p, "so far: %s", sentence);
    }
    if (c->cause.kind[0] != '\0') {
        words_sentence(&c->cause, sentence, sizeof sentence);
        tell(p, "%-9s %s", "since", sentence);
    }
}

static void tell_right(const page *p)
{
    const judgement *j = p->j;
    char sentence[JUDGEMENT_SENTENCE];
    for (int i = 0; i < j->luck_count; i++) {
        words_sentence(&j->luck[i], sentence, sizeof sentence);
        tell(p, "but       %s", sentence);
    }
    if (j->speed_case >= 0) {
        char *name = cases_name(&j->cases.cases[j->speed_case]);
        bool slow = j->own_seconds > 1.5 * j->solution_seconds &&
                    j->own_seconds - j->solution_seconds > 0.2;
        tell(p, "time: yours %.3f s, the solution's %.3f s (one run each, %s)%s", j->own_seconds,
             j->solution_seconds, name, slow ? ": where does the rest go?" : "");
        free(name);
    }
    if (j->further != NULL) {
        fputs("  going further:\n", p->to);
        indent(p, "  ", j->further);
    }
}

/* What a compiler says: in colour where we are. */
static void tell_compiler(const page *p, const char *before, const char *says)
{
    char *text = text_format("%s", says);
    if (!p->how->has_colour) {
        text_without_colour(text);
    }
    text_make_utf8_in_colour(text); /* it quotes the source, which may hold anything */
    indent(p, before, text);
    free(text);
}

static void tell_head(const page *p)
{
    const judgement *j = p->j;
    char *word = text_format("%-5s", judgement_word(j->verdict));
    paint(p,
          j->verdict == VERDICT_PASS   ? "1;32"
          : j->verdict == VERDICT_TODO ? "1;33"
                                       : "1;31",
          word);
    fprintf(p->to, " %s", j->what.id);
    free(word);
    if (j->first >= 0) {
        char *name = cases_name(&j->cases.cases[j->first]);
        fprintf(p->to, "   %s", name);
        free(name);
    }
    putc('\n', p->to);
    tell(p, "%s", j->sentence);
}

void report_text(const settings *how, const judgement *j, FILE *to)
{
    const page p = {how, j, to};
    tell_head(&p);
    if (report_compiler(j)[0] != '\0') {
        putc('\n', to);
        tell_compiler(&p, "", report_compiler(j));
        putc('\n', to);
    }
    if (j->output != NULL && j->output[0] != '\0') {
        indent(&p, "    ", j->output);
    }
    if (j->verdict == VERDICT_TODO) {
        tell_todo(&p);
    }
    if (j->first >= 0) {
        if (j->verdict != VERDICT_TODO) {
            tell_case(&p, j->first);
        }
        tell_extent(&p);
        tell_others(&p);
    }
    if (report_warnings(j)[0] != '\0') {
        fputs("  the compiler warns:\n", to);
        tell_compiler(&p, "    ", report_warnings(j));
    }
    if (j->verdict == VERDICT_PASS) {
        tell_right(&p);
    }
    if (j->next != NULL) {
        char *next = text_format("  %s", j->next);
        paint(&p, "36", next);
        putc('\n', to);
        free(next);
    }
}
