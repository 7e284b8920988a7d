#include "stages.h"
#include "files.h"
#include "pool.h"
#include "process.h"
#include "runner.h"
#include "text.h"
#include "tools/compare/compare.h"
#include "tools/result_file/apart.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEAST_LIMIT = 15, TIMES_SOLUTION = 10, MOST_SPEED_RANKS = 4 };

/* Slower than the solution by this: then it is measured again. */
static const double slow = 1.5, slow_seconds = 0.2;

typedef struct {
    const settings *how;
    const char *folder;
    const reference *kept;
    judgement *j;
    volatile bool *stop; /* shared */
    bool is_last_try;
} stage;

/* ---- which cases, and telling of them ---- */

static int numbers_of(const judgement *j, bool (*is_due)(const judgement *, int), int numbers[])
{
    int count = 0;
    for (int k = 0; k < j->cases.count; k++) {
        if (is_due(j, k)) {
            numbers[count++] = k;
        }
    }
    return count;
}

static void tell(int k, void *context)
{
    const stage *s = context;
    if (s->how->is_terminal) {
        char *name = cases_name(&s->j->cases.cases[k]);
        fprintf(stderr, "\r\033[K%s  %s%s", s->how->has_colour ? "\033[2m" : "", name,
                s->how->has_colour ? "\033[0m" : "");
        free(name);
    }
}

static void run_all(stage *s, bool (*is_due)(const judgement *, int), void (*job)(int, void *))
{
    int numbers[CASES_MOST] = {0}, count = numbers_of(s->j, is_due, numbers);
    int width =
        s->how->is_on_nodes ? 1 : s->how->at_once; /* there a run has all cores of the job */
    width = s->is_last_try ? 1 : width;
    pool_run(numbers, count, width, job, tell, s, s->stop);
    if (s->how->is_terminal && count > 0) {
        fprintf(stderr, "\r\033[K");
    }
}

/* ---- the student's runs ---- */

static bool any(const judgement *j, int k)
{
    (void)j, (void)k;
    return true;
}

static int limit_of(const settings *how, const outcome *solution)
{
    double seconds = solution->used > 0 ? solution->used : solution->seconds;
    return how->time_limit > 0 ? how->time_limit : LEAST_LIMIT + TIMES_SOLUTION * (int)seconds;
}

/* What a run in vain has left. */
static void start_anew(const stage *s, const char *folder, outcome *to)
{
    if (s->is_last_try) {
        files_remove(folder);
        memset(to, 0, sizeof *to);
    }
}

static bool was_in_vain(const judgement *j, int k)
{
    return j->student_runs[k].is_in_vain;
}

/* Once more with synchronous sends; where that goes wrong, this is what is told. */
static void run_synchronous(const settings *how, const run_request *wish, outcome *to)
{
    outcome *run = outcomes_new(1);
    char *folder = text_format("%s-synchronous", wish->folder);
    run_request again = *wish;
    if (run == NULL) {
        text_no_memory();
    }
    again.folder = folder;
    setenv("MPILAB_TRACE_SYNCHRONOUS", "1", 1);
    runner_run(how, &again, run);
    unsetenv("MPILAB_TRACE_SYNCHRONOUS");
    for (int i = 0; i < run->found_count; i++) {
        finding_put(&run->found[i], "option", "--synchronous");
    }
    if (run->end.kind[0] != '\0' || run->found_count > 0) {
        *to = *run;
    }
    free(folder);
    outcomes_free(run, 1);
}

static void run_student(int k, void *context)
{
    const stage *s = context;
    char *folder = text_format("%s/student-%d", s->folder, k);
    run_request wish = {.executable = s->j->built.executable,
                        .name = s->j->what.name,
                        .what = &s->j->cases.cases[k],
                        .folder = folder,
                        .student = &s->j->student,
                        .own_file = source_base(&s->j->student),
                        .limit = limit_of(s->how, &s->j->solution_runs[k]),
                        .is_last_try = s->is_last_try};
    outcome *to = &s->j->student_runs[k];
    start_anew(s, folder, to);
    runner_run(s->how, &wish, to);
    if (program_is_whole(&s->j->what) && to->end.kind[0] == '\0' && to->found_count == 0 &&
        to->is_recorded) {
        run_synchronous(s->how, &wish, to);
    }
    free(folder);
    bool is_wrong = to->end.kind[0] != '\0' && !to->is_in_vain && !s->how->all;
    bool is_hopeless =
        s->how->inside != NULL && s->is_last_try && to->is_in_vain; /* and takes long */
    if (is_wrong || is_hopeless) {
        *s->stop = true;
    }
}

void stages_read_kept(judgement *j, const reference *kept)
{
    for (int k = 0; k < j->cases.count; k++) {
        j->solution_runs[k].has_run =
            reference_read(kept, &j->cases.cases[k], &j->solution_runs[k]);
    }
}

void stages_run_student(const settings *how, const char *folder, judgement *j)
{
    bool *page = apart_memory(sizeof *page);
    if (page == NULL) {
        text_no_memory();
    }
    stage s = {.how = how, .folder = folder, .j = j, .stop = page};
    run_all(&s, any, run_student);
    s.is_last_try = true; /* one after the other */
    run_all(&s, was_in_vain, run_student);
    apart_memory_free(page, sizeof *page);
}

/* ---- the solution's ---- */

static bool is_missing(const judgement *j, int k)
{
    return j->by_case[k].verdict == VERDICT_PASS && !j->solution_runs[k].has_run;
}

static bool solution_was_in_vain(const judgement *j, int k)
{
    return j->solution_runs[k].is_in_vain;
}

static void run_solution(int k, void *context)
{
    const stage *s = context;
    char *folder = text_format("%s/solution-%d", s->folder, k);
    char *executable = text_format("%s/solutions/%s", s->how->build, s->j->what.name);
    run_request wish = {.executable = executable,
                        .name = s->j->what.name,
                        .what = &s->j->cases.cases[k],
                        .folder = folder,
                        .own_file = s->j->what.source,
                        .is_solution = true,
                        .limit = limit_of(s->how, &s->j->solution_runs[k]),
                        .is_last_try = s->is_last_try};
    start_anew(s, folder, &s->j->solution_runs[k]);
    runner_run(s->how, &wish, &s->j->solution_runs[k]);
    free(executable);
    free(folder);
}

int stages_run_solution(const settings *how, const char *folder, reference *kept, judgement *j)
{
    int numbers[CASES_MOST] = {0}, count = numbers_of(j, is_missing, numbers);
    stage s = {.how = how, .folder = folder, .kept = kept, .j = j};
    run_all(&s, is_missing, run_solution);
    s.is_last_try = true;
    run_all(&s, solution_was_in_vain, run_solution);
    reference_unseal(kept);
    for (int i = 0; i < count && !process_interrupted(); i++) {
        int k = numbers[i];
        char *from = text_format("%s/solution-%d", folder, k);
        outcome_make_safe(&j->solution_runs[k]);
        bool done = reference_keep(kept, &j->cases.cases[k], from, &j->solution_runs[k]);
        free(from);
        if (!done) {
            return k;
        }
    }
    return -1;
}

/* ---- comparing ---- */

static bool went_well(const judgement *j, int k)
{
    return j->by_case[k].verdict == VERDICT_PASS;
}

static void compare(int k, void *context)
{
    const stage *s = context;
    outcome *to = &s->j->student_runs[k];
    char *expected = reference_result(s->kept, &s->j->cases.cases[k]);
    char *got = text_format("%s/student-%d/fresh/result.h5", s->folder, k), *todo = NULL;
    if (s->j->todos.count > 0) {
        todo = text_format("TODO(%d): %s", s->j->todos.open[0].number, s->j->todos.open[0].text);
    }
    finding_list found;
    compare_verdict verdict = COMPARE_FAILED;
    if (!findings_start(&found)) {
        text_no_memory();
    }
    process_signals_default();
    compare_apart(expected, got, todo, false, &found, &verdict);
    for (int i = 0; i < found.count && to->difference_count < OUTCOME_FINDINGS; i++) {
        to->differences[to->difference_count++] = found.all[i];
    }
    to->verdict = verdict == COMPARE_SAME        ? RESULT_SAME
                  : verdict == COMPARE_DIFFERENT ? RESULT_DIFFERS
                                                 : RESULT_FAILED;
    findings_free(&found);
    free(todo);
    free(got);
    free(expected);
}

void stages_compare(const settings *how, const char *folder, const reference *kept, judgement *j)
{
    stage s = {.how = how, .folder = folder, .kept = kept, .j = j};
    run_all(&s, went_well, compare);
}

/* ---- speed ---- */

/* Of the first arguments with as many ranks as there are cores, or the next fewer. */
static int speed_case(const settings *how, const judgement *j)
{
    int best = -1, most = how->cores < MOST_SPEED_RANKS ? how->cores : MOST_SPEED_RANKS;
    for (int k = 0; k < j->cases.count; k++) {
        const check_case *c = &j->cases.cases[k];
        if (c->line == 1 && c->ranks <= most &&
            (best < 0 || c->ranks > j->cases.cases[best].ranks)) {
            best = k;
        }
    }
    return best;
}

static double seconds_of(const settings *how, const check_case *c, const char *executable,
                         bool is_solution)
{
    settings plain = *how;
    char *folder = text_format("%s/speed", how->work);
    outcome run = {0};
    run_request wish = {.executable = executable,
                        .name = "",
                        .what = c,
                        .folder = folder,
                        .own_file = "",
                        .is_solution = is_solution,
                        .limit = 60};
    plain.is_recorded = false;
    runner_run(&plain, &wish, &run);
    free(folder);
    return run.seconds;
}

static bool is_much_more(double seconds, double than)
{
    return seconds > slow * than && seconds - than > slow_seconds;
}

void stages_compare_speed(const settings *how, judgement *j)
{
    int k = speed_case(how, j);
    if (k < 0 || how->is_handout) { /* whose times are another machine's */
        return;
    }
    j->speed_case = k;
    j->own_seconds = j->student_runs[k].seconds;
    j->solution_seconds = j->solution_runs[k].seconds;
    if (is_much_more(j->own_seconds, j->solution_seconds) ||
        is_much_more(j->solution_seconds, j->own_seconds)) { /* kept of a busy hour */
        char *solution = text_format("%s/solutions/%s", how->build, j->what.name);
        j->own_seconds = seconds_of(how, &j->cases.cases[k], j->built.executable, false);
        j->solution_seconds = seconds_of(how, &j->cases.cases[k], solution, true);
        reference_keep_seconds(how, &j->what, &j->cases.cases[k], j->solution_seconds,
                               &j->solution_runs[k]);
        free(solution);
    }
}
