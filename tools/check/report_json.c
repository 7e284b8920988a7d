/* The reports in JSON: all that is known (docs/feedback.schema.json), and Gradescope's results.json. */
#include "json_text.h"
#include "report.h"
#include "text.h"
#include "tools/findings/places.h"
#include "tools/findings/words.h"
#include <stdlib.h>
#include <string.h>

enum { FORMAT_VERSION = 2, SOURCE_LINE = 512 };

static json_t *number_or_null(bool is_known, double number)
{
    return is_known ? json_real((double)(long)(number * 1000 + 0.5) / 1000) : json_null();
}

/* ---- findings ---- */

static json_t *values_of(const finding *f)
{
    json_t *values = json_object();
    for (const char *name = NULL; (name = finding_next(f, name)) != NULL;) {
        json_object_set_new(values, name, json_text(finding_text(f, name)));
    }
    return values;
}

static json_t *places_of(const judgement *j, const finding *f)
{
    place_group groups[FINDING_PLACES];
    char source[SOURCE_LINE];
    int count = places_group(f, j->student.path, groups);
    json_t *places = json_array();
    for (int i = 0; i < count; i++) {
        json_t *place = json_object(), *ranks = json_array();
        for (int r = 0; r < groups[i].count; r++) {
            json_array_append_new(ranks, json_integer(groups[i].ranks[r]));
        }
        bool has_line = groups[i].line > 0;
        text_line(j->student.text, groups[i].line, source, sizeof source);
        json_object_set_new(place, "ranks", ranks);
        json_object_set_new(place, "what", json_text(groups[i].doing));
        json_object_set_new(place, "line", has_line ? json_integer(groups[i].line) : json_null());
        json_object_set_new(place, "source", has_line ? json_text(source) : json_null());
        json_array_append_new(places, place);
    }
    return places;
}

static json_t *finding_of(const judgement *j, const finding *f)
{
    json_t *all = json_object();
    char sentence[JUDGEMENT_SENTENCE];
    words_sentence(f, sentence, sizeof sentence);
    json_object_set_new(all, "severity", json_string(finding_severity_name(f->severity)));
    json_object_set_new(all, "kind", json_text(f->kind));
    json_object_set_new(all, "sentence", json_text(sentence));
    json_object_set_new(all, "advice", json_text_or_null(words_advice(f)));
    json_object_set_new(all, "count", json_integer(f->count));
    json_object_set_new(all, "places", places_of(j, f));
    json_object_set_new(all, "values", values_of(f));
    return all;
}

/* What a case has failed of first; then what else was found in it. */
static json_t *findings_of(const judgement *j, int k)
{
    const outcome *run = &j->student_runs[k];
    const case_judgement *c = &j->by_case[k];
    json_t *all = json_array();
    if (c->cause.kind[0] != '\0') {
        json_array_append_new(all, finding_of(j, &c->cause));
    }
    if (c->what.kind[0] != '\0') {
        json_array_append_new(all, finding_of(j, &c->what));
    }
    for (int i = c->link == LINK_RESULT && run->difference_count > 0 ? 1 : 0;
         i < run->difference_count; i++) {
        json_array_append_new(all, finding_of(j, &run->differences[i]));
    }
    for (int i = 0; i < run->found_count; i++) {
        if (strcmp(run->found[i].kind, c->what.kind) != 0 &&
            strcmp(run->found[i].kind, c->cause.kind) != 0) {
            json_array_append_new(all, finding_of(j, &run->found[i]));
        }
    }
    return all;
}

/* ---- programs ---- */

static json_t *case_of(const judgement *j, int k)
{
    const outcome *run = &j->student_runs[k];
    const case_judgement *c = &j->by_case[k];
    bool failed = c->verdict == VERDICT_FAIL;
    json_t *all = json_object();
    json_object_set_new(all, "ranks", json_integer(j->cases.cases[k].ranks));
    json_object_set_new(all, "arguments", json_text(j->cases.cases[k].arguments));
    json_object_set_new(all, "verdict", json_string(judgement_word(c->verdict)));
    json_object_set_new(all, "seconds", number_or_null(run->has_run, run->seconds));
    json_object_set_new(all, "status", run->has_run ? json_integer(run->status) : json_null());
    json_object_set_new(all, "link", failed ? json_string(judgement_link(c->link)) : json_null());
    json_object_set_new(all, "output", json_text_or_null(report_output(j, k)));
    json_object_set_new(all, "findings", run->has_run ? findings_of(j, k) : json_array());
    return all;
}

static json_t *todos_of(const judgement *j)
{
    json_t *all = json_array();
    for (int i = 0; i < j->todos.count; i++) {
        json_t *one = json_object();
        json_object_set_new(one, "number", json_integer(j->todos.open[i].number));
        json_object_set_new(one, "line", json_integer(j->todos.open[i].line));
        json_object_set_new(one, "text", json_text(j->todos.open[i].text));
        json_array_append_new(all, one);
    }
    return all;
}

static json_t *lists_into(const judgement *j, json_t *all)
{
    json_t *chain = json_object(), *cases = json_array(), *luck = json_array();
    for (chain_link link = LINK_BUILDS; link < LINKS; link++) {
        json_object_set_new(chain, judgement_link(link),
                            json_string(judgement_word(judgement_of_link(j, link))));
    }
    for (int i = 0; i < j->luck_count; i++) {
        json_array_append_new(luck, finding_of(j, &j->luck[i]));
    }
    for (int k = 0; j->by_case != NULL && k < j->cases.count; k++) {
        json_array_append_new(cases, case_of(j, k));
    }
    json_object_set_new(all, "chain", chain);
    json_object_set_new(all, "open_todos", todos_of(j));
    json_object_set_new(all, "luck", luck);
    json_object_set_new(all, "cases", cases);
    return all;
}

static json_t *program_of(const judgement *j)
{
    json_t *all = json_object();
    bool has_times = j->speed_case >= 0;
    json_object_set_new(all, "program", json_text(j->what.id));
    json_object_set_new(all, "title", json_text(j->what.title));
    json_object_set_new(all, "file", json_text(j->student.shown));
    json_object_set_new(all, "verdict", json_string(judgement_word(j->verdict)));
    json_object_set_new(all, "sentence", json_text(j->sentence));
    json_object_set_new(all, "compiler", json_text_or_null(report_compiler(j)));
    json_object_set_new(all, "warnings", json_text_or_null(report_warnings(j)));
    json_object_set_new(all, "line", j->built.line > 0 ? json_integer(j->built.line) : json_null());
    json_object_set_new(all, "next", json_text_or_null(j->next));
    json_object_set_new(all, "seconds", number_or_null(has_times, j->own_seconds));
    json_object_set_new(all, "solution_seconds", number_or_null(has_times, j->solution_seconds));
    json_object_set_new(all, "first_failure", j->first >= 0 ? json_integer(j->first) : json_null());
    return lists_into(j, all);
}

bool report_json(const settings *how, const judgement all[], int count, const char *created,
                 FILE *to)
{
    json_t *whole = json_object(), *programs = json_array();
    for (int i = 0; i < count; i++) {
        json_array_append_new(programs, program_of(&all[i]));
    }
    json_object_set_new(whole, "format_version", json_integer(FORMAT_VERSION));
    json_object_set_new(whole, "created", json_string(created));
    json_object_set_new(whole, "mpi", json_text(how->mpi));
    json_object_set_new(whole, "programs", programs);
    return json_write(whole, to);
}

/* ---- Gradescope ---- */

static char *gradescope_text(const judgement *j)
{
    char sentence[JUDGEMENT_SENTENCE], *text;
    if (j->first < 0) {
        return text_format("%s: %s%s%s", judgement_word(j->verdict), j->sentence,
                           report_compiler(j)[0] != '\0' ? "\n" : "", report_compiler(j));
    }
    const finding *what = &j->by_case[j->first].what;
    char *name = cases_name(&j->cases.cases[j->first]);
    bool has_values = finding_text(what, "expected")[0] != '\0';
    words_sentence(judgement_reason(&j->by_case[j->first]), sentence, sizeof sentence);
    text = text_format("%s: %s\n%s: %s%s%s%s%s", judgement_word(j->verdict), j->sentence, name,
                       sentence, has_values ? "\nexpected " : "",
                       has_values ? finding_text(what, "expected") : "", has_values ? "\ngot " : "",
                       has_values ? finding_text(what, "got") : "");
    free(name);
    return text;
}

/* A point for each program, all or nothing, since a skeleton may be right with one rank. Where the checker itself
 * failed there is neither point nor fault. */
bool report_gradescope(const settings *how, const judgement all[], int count, FILE *to)
{
    (void)how;
    json_t *whole = gradescope_begin();
    for (int i = 0; i < count; i++) {
        const judgement *j = &all[i];
        char *text = gradescope_text(j);
        bool passed = j->verdict == VERDICT_PASS;
        gradescope_test(whole, j->what.id, text, passed, passed,
                        j->verdict != VERDICT_ERROR ? 1 : -1);
        free(text);
    }
    return json_write(whole, to);
}
