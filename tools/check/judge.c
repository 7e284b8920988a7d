#include "judge.h"
#include "advice.h"
#include "demands.h"
#include "files.h"
#include "memory.h"
#include "process.h"
#include "reference.h"
#include "stages.h"
#include "text.h"
#include "types.h"
#include "tools/findings/words.h"
#include <signal.h>
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
    build_student(how, "compile.args", &j->what, &j->student, folder, &j->built);
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
    j->planned = j->cases.count;
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

static bool has_found(const outcome *run, const char *kind)
{
    for (int i = 0; i < run->found_count; i++) {
        if (strcmp(run->found[i].kind, kind) == 0) {
            return true;
        }
    }
    return false;
}

/* Of a run that went wrong the error that explains it: not what has only come of it, nor what the end says, too. */
static void take_cause(const outcome *run, case_judgement *c)
{
    static const char *const ends[] = {"deadlock",  "no_progress", "crashed",     "library_crashed",
                                       "aborted",   "exit_status", "no_finalize", "leak_window",
                                       "leak_file", NULL};
    bool is_hang = strcmp(c->what.kind, "deadlock") == 0;
    for (int i = 0; i < run->found_count && c->cause.kind[0] == '\0'; i++) {
        const finding *f = &run->found[i];
        bool says_no_more = finding_get(f, "error") != NULL ||
                            (is_hang && strncmp(f->kind, "collective_", 11) == 0);
        for (int k = 0; ends[k] != NULL; k++) {
            says_no_more = says_no_more || strcmp(f->kind, ends[k]) == 0;
        }
        /* No error where the program has its errors returned; but here they have ended it. */
        bool is_argument = strcmp(f->kind, "invalid_call") == 0 &&
                           finding_get(f, "problem") != NULL &&
                           strcmp(c->what.kind, "call_failed") == 0;
        if ((f->severity == FINDING_ERROR && !says_no_more) || is_argument) {
            c->cause = *f;
        }
    }
    if (is_hang && c->cause.kind[0] != '\0') {
        finding_put(&c->what, "circle", "%s", ""); /* that is not why */
    } else if (is_hang && has_found(run, "collective_missing") &&
               finding_get(&c->what, "circle") == NULL && finding_get(&c->what, "way.0") == NULL) {
        finding_put(&c->what, "circle", "collectives"); /* the chain of ranks says the rest */
    }
}

static void judge_ends(judgement *j)
{
    for (int k = 0; k < j->cases.count; k++) {
        outcome *run = &j->student_runs[k];
        case_judgement *c = &j->by_case[k];
        outcome_make_safe(run);
        c->verdict = !run->has_run              ? VERDICT_SKIP
                     : run->is_in_vain          ? VERDICT_ERROR
                     : run->end.kind[0] == '\0' ? VERDICT_PASS
                                                : VERDICT_FAIL;
        c->link = LINK_RUNS;
        if (c->verdict == VERDICT_ERROR) {
            finding_start(&c->what, FINDING_ERROR, "too_busy");
        }
        if (c->verdict == VERDICT_FAIL) {
            take_end(run, &c->what);
            take_cause(run, c);
            if (j->first < 0) {
                j->first = k;
                j->link = LINK_RUNS;
            }
        }
    }
}

/* A result that is wrong since it was computed from what had not arrived yet. */
static void take_early_use(const judgement *j, int k, case_judgement *c)
{
    finding broken;
    if (c->cause.kind[0] == '\0' &&
        !demands_are_met(j->what.demands, &j->cases.cases[k], j->student.path, &j->student_runs[k],
                         &j->solution_runs[k], &broken) &&
        strcmp(broken.kind, "still_under_way") == 0) {
        c->cause = broken;
    }
}

/* Of values that are wrong without a pattern: added up where the solution takes the largest, say. */
static void take_other_operation(const judgement *j, int k, case_judgement *c)
{
    finding other;
    if (c->cause.kind[0] == '\0' && strcmp(c->what.kind, "values_differ") == 0 &&
        demands_other_operation(j->student.path, &j->student_runs[k], &j->solution_runs[k],
                                &other)) {
        c->cause = other;
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
            take_cause(run, c);
            take_early_use(j, k, c);
            take_other_operation(j, k, c);
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

/* Of wrong results the first whose cause is known, else the first. If it tells no more than that values differ, one at
 * the same number of ranks that does: a mistake that shows with one rank already has nothing to do with how many there
 * are. */
static void choose_first(judgement *j)
{
    for (int k = 0; k < j->cases.count; k++) {
        if (j->by_case[k].cause.kind[0] != '\0') {
            j->first = k;
            j->link = LINK_RESULT;
            return;
        }
    }
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

/* In a sandbox it is certain that there were some, unless the program has done something about it. */
static bool lacks_records(const settings *how, const judgement *j, int k)
{
    const outcome *run = &j->student_runs[k];
    bool is_whole = run->is_recorded;
    for (int i = 0; i < run->found_count; i++) {
        is_whole = is_whole && strncmp(run->found[i].kind, "record_", 7) != 0;
    }
    return how->inside != NULL && how->is_recorded && !is_whole &&
           j->by_case[k].verdict == VERDICT_PASS && strcmp(j->what.demands, "-") != 0;
}

/* The results are right. What of the records, and of what the program asks of the communication? */
static void judge_records(const settings *how, judgement *j)
{
    judge_findings(j);
    for (int k = 0; j->link != LINK_MPI && k < j->cases.count; k++) {
        finding broken;
        if (lacks_records(how, j, k)) {
            j->by_case[k].verdict = VERDICT_ERROR;
            finding_start(&j->by_case[k].what, FINDING_ERROR, "not_recorded");
        }
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
    if (j->built.warning_line > 0) {
        finding warning;
        finding_start(&warning, FINDING_WARNING, "compiler_warning");
        finding_put(&warning, "line", "%d", j->built.warning_line);
        finding_put(&warning, "text", "%s", j->built.warning);
        add_luck(j, &warning);
    }
    for (int k = j->cases.count - 1; k >= 0; k--) {
        const outcome *run = &j->student_runs[k];
        finding spare;
        for (int i = 0; i < run->found_count; i++) {
            if (run->found[i].severity == FINDING_WARNING) {
                add_luck(j, &run->found[i]);
            }
        }
        if (demands_any_source(&j->student, run, &spare)) {
            add_luck(j, &spare);
        }
        if (demands_spare_calls(&j->cases.cases[k], j->student.path, run, &j->solution_runs[k],
                                &spare)) {
            add_luck(j, &spare);
        }
        if (demands_spare_messages(&j->cases.cases[k], run, &j->solution_runs[k], &spare)) {
            add_luck(j, &spare);
        }
    }
}

/* ---- the end of the chain ---- */

/* The compiler has seen that memory may be damaged, and it went well: was it? */
static void find_damage(const settings *how, const char *folder, judgement *j)
{
    static const char *const warnings[] = {"-Warray-bounds",      "-Wstringop-overflow",
                                           "-Wformat-overflow",   "-Wuse-after-free",
                                           "-Wstringop-overread", "-Wfree-nonheap-object"};
    bool is_warned = false;
    finding found;
    for (size_t i = 0; i < sizeof warnings / sizeof *warnings; i++) {
        is_warned = is_warned || strstr(j->built.says, warnings[i]) != NULL;
    }
    if (is_warned && how->is_recorded && memory_find(how, j, j->cases.count - 1, folder, &found)) {
        found.severity = FINDING_WARNING;
        add_luck(j, &found);
    }
}

static void judge_right(const settings *how, const char *folder, judgement *j)
{
    j->link = LINK_COMMUNICATION;
    find_luck(j);
    find_damage(how, folder, j);
    finding type;
    if (types_find(how, j, FINDING_WARNING, &type)) {
        add_luck(j, &type);
    }
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
    char *name = cases_name(&j->cases.cases[k]), sentence[JUDGEMENT_SENTENCE];
    j->link = j->by_case[k].link;
    if (j->link == LINK_RUNS) {
        words_sentence(&j->by_case[k].what, sentence, sizeof sentence);
        give(how, j, VERDICT_ERROR, "%s (%s)", sentence, name);
        free(name);
        return;
    }
    give(how, j, VERDICT_ERROR, "the results could not be compared (%s; see above)", name);
    free(name);
}

static void conclude(const settings *how, const char *folder, judgement *j)
{
    char sentence[JUDGEMENT_SENTENCE];
    int failed = -1, not_run = -1;
    for (int k = 0; k < j->cases.count; k++) {
        j->right += j->by_case[k].verdict == VERDICT_PASS;
        not_run = j->by_case[k].verdict == VERDICT_SKIP ? k : not_run;
        failed = j->by_case[k].verdict == VERDICT_ERROR ? k : failed;
    }
    bool is_certain = j->first >= 0 && j->link == LINK_RUNS;
    if (failed >= 0 && !is_certain) {
        judge_error(how, j, failed);
    } else if (j->first < 0 && not_run >= 0) { /* nothing went wrong, but not all was tried */
        give(how, j, VERDICT_ERROR,
             "a run could not be started: are there too many processes, or too little memory?");
    } else if (j->first < 0) {
        judge_right(how, folder, j);
    } else if (j->link == LINK_RESULT && j->todos.count > 0) {
        give(how, j, VERDICT_TODO, "TODO(%d): %s", j->todos.open[0].number, j->todos.open[0].text);
    } else {
        words_sentence(judgement_reason(&j->by_case[j->first]), sentence, sizeof sentence);
        give(how, j, VERDICT_FAIL, "%s", sentence);
    }
}

/* Of a wrong result that nothing else explains. */
static void explain_types(const settings *how, judgement *j)
{
    case_judgement *c = j->first >= 0 ? &j->by_case[j->first] : NULL;
    if (c != NULL && c->cause.kind[0] == '\0' && strcmp(c->what.kind, "untouched") != 0) {
        types_find(how, j, FINDING_ERROR, &c->cause);
    }
}

/* Of an address that is nobody's it knows no more than the crash itself, but for the line. */
static void take_memory_error(const judgement *j, const finding *found, case_judgement *c)
{
    const char *error = finding_text(found, "error");
    if (strcmp(error, "SEGV") != 0 && strcmp(error, "BUS") != 0 && strcmp(error, "ABRT") != 0) {
        c->cause = *found;
    } else if (found->place_count > 0 && c->what.place_count > 0 && c->what.places[0].line == 0) {
        c->what.places[0].line = found->places[0].line;
        snprintf(c->what.places[0].file, sizeof c->what.places[0].file, "%s", j->student.path);
    }
}

/* The heap and the stack are found damaged long after it was done: AddressSanitizer says who did it. */
static void explain_crash(const settings *how, const char *folder, judgement *j)
{
    case_judgement *c = j->first >= 0 ? &j->by_case[j->first] : NULL;
    int signal = c != NULL ? atoi(finding_text(&c->what, "signal")) : 0;
    if (c != NULL && strcmp(c->what.kind, "crash") == 0 && c->cause.kind[0] == '\0' &&
        how->is_recorded && (signal == SIGABRT || signal == SIGSEGV || signal == SIGBUS) &&
        !process_interrupted()) {
        finding found;
        if (memory_find(how, j, j->first, folder, &found)) {
            take_memory_error(j, &found, c);
        }
        const char *call = j->student_runs[j->first].crash_in;
        if (c->cause.kind[0] == '\0' && call[0] != '\0') {
            finding_put(&c->what, "library", "%s", call);
        }
    }
}

/* The solution did not end as it should. */
static void judge_broken(const settings *how, judgement *j, int k)
{
    char *name = cases_name(&j->cases.cases[k]);
    j->output = text_format("%s", j->solution_runs[k].tail);
    if (j->solution_runs[k].is_in_vain) {
        give(how, j, VERDICT_ERROR,
             "this machine is too busy to judge: the solution did not end either (%s)", name);
    } else {
        give(how, j, VERDICT_ERROR,
             "the solution itself did not end as it should (%s): is MPI set up well here?", name);
    }
    free(name);
}

/* A handout has results of some cases: only these can be judged. False: of none. */
static bool leave_out_cases(const settings *how, judgement *j)
{
    int count = 0;
    for (int k = 0; k < j->planned; k++) {
        if (j->solution_runs[k].has_run) {
            j->cases.cases[count] = j->cases.cases[k];
            j->solution_runs[count++] = j->solution_runs[k];
        } else {
            free(j->cases.cases[k].arguments);
        }
    }
    j->cases.count = count;
    if (count == 0) {
        give(how, j, VERDICT_ERROR,
             "this copy keeps no result of the solution in such a case (kept/README.md lists "
             "those that it keeps)");
    } else if (count < j->planned) {
        fprintf(stderr,
                "lab: check: %s: this copy keeps results of %d of these %d runs; only they are "
                "checked\n",
                j->what.id, count, j->planned);
    }
    return count > 0;
}

static void run_chain(const settings *how, const char *folder, judgement *j)
{
    reference kept;
    int broken = -1;
    if (!prepare(how, folder, j)) {
        return;
    }
    j->link = LINK_RUNS;
    reference_open(how, &j->what, &kept);
    stages_read_kept(j, &kept);
    reference_seal(&kept);
    if (how->is_handout && !leave_out_cases(how, j)) {
        reference_unseal(&kept);
        reference_close(&kept);
        return;
    }
    if (how->says_what_it_does) {
        fprintf(stderr, "checking %s: %d runs\n", j->what.id, j->cases.count);
    }
    stages_run_student(how, folder, j);
    judge_ends(j);
    explain_crash(how, folder, j);
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
        explain_types(how, j);
    }
    if (j->first < 0) {
        judge_records(how, j);
    }
    conclude(how, folder, j);
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
