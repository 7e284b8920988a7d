#include "judge.h"
#include "advice.h"
#include "demands.h"
#include "files.h"
#include "process.h"
#include "reference.h"
#include "stages.h"
#include "text.h"
#include "tools/findings/words.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the verdict ---- */

static void give(const settings *how, judgement *j, verdict v, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Where there is no room for what runs write no program ends as it should. */
static void give(const settings *how, judgement *j, verdict v, const char *format, ...)
{
    va_list arguments;
    j->verdict = v;
    if (v == VERDICT_FAIL && !files_have_room(how->work)) {
        j->verdict = VERDICT_ERROR;
        snprintf(j->sentence, sizeof j->sentence,
                 "there is no room left in %.*s: TMPDIR=FOLDER chooses another place",
                 (int)(strrchr(how->work, '/') - how->work), how->work);
        return;
    }
    va_start(arguments, format);
    vsnprintf(j->sentence, sizeof j->sentence, format, arguments);
    va_end(arguments);
}

/* ---- before any run ---- */

/* The compiler's word, and the TODO in whose code it stands. */
static void judge_compiler(const settings *how, judgement *j)
{
    char number[16];
    source_todo_above(&j->student, j->built.line, number, sizeof number);
    if (j->built.line == 0) {
        give(how, j, VERDICT_FAIL, "it does not compile");
    } else if (number[0] == '\0') {
        give(how, j, VERDICT_FAIL, "it does not compile: see line %d", j->built.line);
    } else {
        give(how, j, VERDICT_FAIL, "it does not compile: see line %d, in the code of TODO(%s)",
             j->built.line, number);
    }
}

/* False: the verdict is given. */
static bool prepare(const settings *how, const char *folder, judgement *j)
{
    char *why = NULL;
    if (j->student.text == NULL) {
        give(how, j, VERDICT_FAIL, "%s is not there: ./lab reset %s writes the exercise anew",
             j->student.shown, j->what.name);
        return false;
    }
    if (j->student.fault != NULL) {
        give(how, j, VERDICT_FAIL, "%s %s", j->student.shown, j->student.fault);
        return false;
    }
    build_student(how, &j->what, &j->student, folder, &j->built);
    if (!j->built.is_built) {
        judge_compiler(how, j);
        return false;
    }
    if (!todos_find(how, &j->what, &j->student, &j->todos, &why)) {
        give(how, j, VERDICT_ERROR, "the open TODOs could not be found: %s", why);
        free(why);
        return false;
    }
    cases_plan(&j->what, how->ranks, how->all, &j->cases);
    j->by_case = calloc((size_t)j->cases.count + 1, sizeof *j->by_case);
    j->student_runs = outcomes_new(j->cases.count);
    j->solution_runs = outcomes_new(j->cases.count);
    if (j->by_case == NULL || j->student_runs == NULL || j->solution_runs == NULL) {
        text_no_memory();
    }
    return true;
}

/* ---- what the runs say ---- */

/* What is told of a run that did not end as it should. Who waits for whom is more than where each rank stood. */
static void take_end(const outcome *run, finding *to)
{
    *to = run->end;
    for (int i = 0; i < run->found_count; i++) {
        const finding *f = &run->found[i];
        if (f->severity == FINDING_ERROR && strcmp(f->kind, "deadlock") == 0) {
            *to = *f;
            memcpy(to->places, run->end.places, sizeof to->places);
            to->place_count = run->end.place_count;
            return;
        }
    }
}

static void judge_ends(judgement *j)
{
    for (int k = 0; k < j->cases.count; k++) {
        outcome *run = &j->student_runs[k];
        case_judgement *c = &j->by_case[k];
        outcome_make_safe(run);
        c->verdict = !run->has_run              ? VERDICT_SKIP
                     : run->end.kind[0] == '\0' ? VERDICT_PASS
                                                : VERDICT_FAIL;
        c->link = LINK_RUNS;
        if (c->verdict == VERDICT_FAIL) {
            take_end(run, &c->what);
            if (j->first < 0) {
                j->first = k;
                j->link = LINK_RUNS;
            }
        }
    }
}

static void judge_results(judgement *j)
{
    for (int k = 0; k < j->cases.count; k++) {
        outcome *run = &j->student_runs[k];
        case_judgement *c = &j->by_case[k];
        outcome_make_safe(run);
        if (c->verdict != VERDICT_PASS || run->verdict == RESULT_SAME) {
            continue;
        }
        c->link = LINK_RESULT;
        c->verdict = run->verdict == RESULT_DIFFERS ? VERDICT_FAIL : VERDICT_ERROR;
        if (run->difference_count > 0) {
            c->what = run->differences[0];
        }
    }
}

static bool says_little(const judgement *j, int k)
{
    const char *kind = j->by_case[k].what.kind;
    bool is_first = j->first < 0 || j->first == k;
    return strcmp(kind, "values_differ") == 0 ||
           (!is_first && strcmp(kind, "untouched") == 0); /* small cases */
}

/* Of wrong results the first. If it tells no more than that values differ, one at the same number of ranks that does: a
 * mistake that shows with one rank already has nothing to do with how many there are. */
static void choose_first(judgement *j)
{
    for (int k = 0; k < j->cases.count; k++) {
        if (j->by_case[k].verdict != VERDICT_FAIL || j->by_case[k].link != LINK_RESULT) {
            continue;
        }
        if (j->first < 0) {
            j->first = k;
            j->link = LINK_RESULT;
            if (!says_little(j, k)) {
                return;
            }
        } else if (j->cases.cases[k].ranks == j->cases.cases[j->first].ranks &&
                   !says_little(j, k)) {
            j->first = k;
            return;
        }
    }
}

static void fail_case(judgement *j, int k, chain_link link, const finding *what)
{
    j->by_case[k].verdict = VERDICT_FAIL;
    j->by_case[k].link = link;
    j->by_case[k].what = *what;
    if (j->first < 0) {
        j->first = k;
        j->link = link;
    }
}

/* Were MPI's rules kept? */
static void judge_findings(judgement *j)
{
    for (int k = 0; k < j->cases.count; k++) {
        const outcome *run = &j->student_runs[k];
        const finding *first = outcome_first(run, FINDING_ERROR);
        if (first == NULL && program_is_whole(&j->what)) {
            first = outcome_first(run, FINDING_WARNING);
        }
        if (j->by_case[k].verdict == VERDICT_PASS && first != NULL &&
            (first->severity == FINDING_ERROR || strncmp(first->kind, "record_", 7) != 0)) {
            fail_case(j, k, LINK_MPI, first);
        }
    }
}

/* The results are right. What of the records, and of what the program asks of the communication? */
static void judge_records(judgement *j)
{
    judge_findings(j);
    for (int k = 0; j->link != LINK_MPI && k < j->cases.count; k++) {
        finding broken;
        if (j->by_case[k].verdict == VERDICT_PASS &&
            !demands_are_met(j->what.demands, &j->cases.cases[k], j->student.path,
                             &j->student_runs[k], &j->solution_runs[k], &broken)) {
            fail_case(j, k, LINK_COMMUNICATION, &broken);
        }
    }
}

static void add_luck(judgement *j, const finding *f)
{
    bool is_known = j->luck_count >= JUDGEMENT_LUCK || strncmp(f->kind, "record_", 7) == 0;
    const char *to_spare = strstr(f->kind, "_to_spare");
    for (int i = 0; i < j->luck_count; i++) {
        const char *other = strstr(j->luck[i].kind, "_to_spare");
        is_known = is_known || strcmp(j->luck[i].kind, f->kind) == 0 ||
                   (to_spare != NULL && other != NULL);
    }
    if (!is_known) {
        j->luck[j->luck_count++] = *f;
    }
}

/* What works, but should not be relied upon, or could cost less: of each kind one, of the largest case. */
static void find_luck(judgement *j)
{
    for (int k = j->cases.count - 1; k >= 0; k--) {
        const outcome *run = &j->student_runs[k];
        finding spare;
        for (int i = 0; i < run->found_count; i++) {
            if (run->found[i].severity == FINDING_WARNING) {
                add_luck(j, &run->found[i]);
            }
        }
        if (demands_spare_messages(&j->cases.cases[k], run, &j->solution_runs[k], &spare)) {
            add_luck(j, &spare);
        }
    }
}

/* ---- the end of the chain ---- */

static void judge_right(const settings *how, judgement *j)
{
    j->link = LINK_COMMUNICATION;
    find_luck(j);
    const char *ranks = how->ranks != NULL ? how->ranks : "";
    const char *with = ranks[0] != '\0' ? " with " : "";
    const char *word = ranks[0] == '\0' ? "" : strcmp(ranks, "1") == 0 ? " rank" : " ranks";
    if (j->cases.count == 1) {
        give(how, j, VERDICT_PASS, "right in its one case%s%s%s", with, ranks, word);
    } else {
        give(how, j, VERDICT_PASS, "right in all %d cases%s%s%s", j->cases.count, with, ranks,
             word);
    }
    stages_compare_speed(how, j);
}

static void judge_error(const settings *how, judgement *j, int k)
{
    char *name = cases_name(&j->cases.cases[k]);
    j->link = LINK_RESULT;
    give(how, j, VERDICT_ERROR, "the results could not be compared (%s; see above)", name);
    free(name);
}

static void conclude(const settings *how, judgement *j)
{
    char sentence[JUDGEMENT_SENTENCE];
    int failed = -1, not_run = -1;
    for (int k = 0; k < j->cases.count; k++) {
        j->right += j->by_case[k].verdict == VERDICT_PASS;
        not_run = j->by_case[k].verdict == VERDICT_SKIP ? k : not_run;
        failed = j->by_case[k].verdict == VERDICT_ERROR ? k : failed;
    }
    if (failed >= 0) {
        judge_error(how, j, failed);
    } else if (j->first < 0 && not_run >= 0) { /* nothing went wrong, but not all was tried */
        give(how, j, VERDICT_ERROR,
             "a run could not be started: are there too many processes, or too little memory?");
    } else if (j->first < 0) {
        judge_right(how, j);
    } else if (j->link == LINK_RESULT && j->todos.count > 0) {
        give(how, j, VERDICT_TODO, "TODO(%d): %s", j->todos.open[0].number, j->todos.open[0].text);
    } else {
        words_sentence(&j->by_case[j->first].what, sentence, sizeof sentence);
        give(how, j, VERDICT_FAIL, "%s", sentence);
    }
}

/* The solution did not end as it should. */
static void judge_broken(const settings *how, judgement *j, int k)
{
    char *name = cases_name(&j->cases.cases[k]);
    j->output = text_format("%s", j->solution_runs[k].tail);
    give(how, j, VERDICT_ERROR,
         "the solution itself did not end as it should (%s): is MPI set up well here?", name);
    free(name);
}

static void run_chain(const settings *how, const char *folder, judgement *j)
{
    reference kept;
    int broken = -1;
    if (!prepare(how, folder, j)) {
        return;
    }
    j->link = LINK_RUNS;
    if (how->says_what_it_does) {
        fprintf(stderr, "checking %s: %d runs\n", j->what.id, j->cases.count);
    }
    reference_open(how, &j->what, &kept);
    stages_read_kept(j, &kept);
    reference_seal(&kept);
    stages_run_student(how, folder, j);
    judge_ends(j);
    if (!process_interrupted() && (j->first < 0 || how->all)) {
        broken = stages_run_solution(how, folder, &kept, j);
        if (broken < 0) {
            stages_compare(how, folder, &kept, j);
            if (program_is_whole(&j->what)) { /* what is looked for is the cause, not the symptom */
                judge_findings(j);
            }
            judge_results(j);
        }
    }
    reference_unseal(&kept);
    reference_close(&kept);
    if (broken >= 0) {
        judge_broken(how, j, broken);
        return;
    }
    if (j->first < 0) {
        choose_first(j);
    }
    if (j->first < 0) {
        judge_records(j);
    }
    conclude(how, j);
}

bool judge(const settings *how, const char *id, bool is_solution, judgement *to)
{
    *to = (judgement){.first = -1, .speed_case = -1};
    char *manifest = text_format("%s/programs.tsv", how->build);
    bool is_known = program_read(manifest, id, &to->what);
    free(manifest);
    if (!is_known) {
        return false;
    }
    char *shown =
        how->file != NULL
            ? text_format("%s", how->file)
            : text_format("%s/%s/%s", is_solution ? "solutions" : "exercises", id, to->what.source);
    char *path = shown[0] == '/' ? text_format("%s", shown) : advice_absolute(how, shown);
    source_read(&to->student, path, shown);
    char *folder = text_format("%s/%s", how->work, id);
    files_make_folder(folder);
    char *sum = advice_sum(path);
    run_chain(how, folder, to);
    files_remove(folder); /* the same program may come a second time */
    if (!process_interrupted()) {
        advice_next(how, to);
        if (how->file == NULL && how->ranks == NULL && !is_solution) {
            advice_remember(how, to, sum);
        }
    }
    free(sum);
    free(folder);
    free(path);
    free(shown);
    return true;
}
