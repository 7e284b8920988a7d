/* test_judge CHECK: bin/check itself, in a small checkout with a stand-in for the launcher. Two programs in one call
 * give the verdicts, sentences, reports and progress of two calls, whatever state each is in. */
#include "tests/check/checkout.h"
#include "tests/check/support.h"
#include "tools/check/process.h"
#include "tools/check/text.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#endif

static const struct {
    const char *name, *student, *solution;
    const char *verdict; /* PASS... */
    int status;          /* exit status */
    const char *sentence;
} states[] = {
    {"solved", "solved", "solved", "PASS", 0, "right in all 2 cases"},
    {"skeleton", "skeleton", "solved", "TODO", 1, "TODO(1): add them up"},
    {"wrong", "wrong, warns", "solved", "FAIL", 1, "99 instead of 14"},
    {"stops", "stops", "solved", "FAIL", 1, "the program stopped: it cannot go on"},
    {"does not compile", "does_not_compile", "solved", "FAIL", 1,
     "it does not compile: see line 2, in the code of TODO(1)"},
    {"its solution stops", "solved", "stops", "ERROR", 2,
     "the solution itself did not end as it should (1 rank): is MPI set up well here?"},
    {"its reference is unreadable", "solved", "unreadable", "ERROR", 2,
     "the results could not be compared (2 ranks; see above)"},
};
enum { STATES = sizeof states / sizeof *states };

static const char *check;

static void put_state(int program, int state)
{
    checkout_put(program, states[state].student, states[state].solution);
}

static const char *exercise(int program)
{
    static const char *const names[] = {"exercises/01-one", "exercises/02-two"};
    return names[program];
}

#define check_with(...)       checkout_check(check, (const char *const[]){__VA_ARGS__, NULL})
#define check_again_with(...) checkout_check_again(check, (const char *const[]){__VA_ARGS__, NULL})

/* ---- one program ---- */

static void each_state_has_its_verdict(void **state)
{
    (void)state;
    for (int s = 0; s < STATES; s++) {
        put_state(0, s);
        check_call call = check_with(exercise(0));
        char *head = text_format("%-5s 01-one", states[s].verdict);
        assert_contains(call.said, head);
        assert_contains(call.said, states[s].sentence);
        assert_int_equal(call.status, states[s].status);
        char *line = text_format("01-one\t%s\t\t", states[s].verdict);
        if (states[s].status < 2) {
            assert_contains(call.progress, line);
        } else {
            assert_string_equal(call.progress, "");
        }
        assert_false(scratch_exists(in_folder("work")));
        free(line);
        free(head);
        check_call_free(&call);
    }
}

/* On a machine that has much to do, MPI_Init takes longer than the time limit: nothing that the program has done. */
static void a_slow_start_is_no_hang(void **state)
{
    (void)state;
    checkout_put(0, "slow_start", "slow_start");
    check_call call = check_with("--time-limit", "3", exercise(0));
    assert_contains(call.said, "PASS  01-one");
    assert_int_equal(call.status, 0);
    check_call_free(&call);
}

/* Twice: then nobody knows, and it is nobody's mark. */
static void a_machine_that_is_too_busy(void **state)
{
    (void)state;
    checkout_put(0, "never_starts", "solved");
    check_call call = check_with("--time-limit", "3", exercise(0));
    assert_contains(call.said, "ERROR 01-one");
    assert_contains(call.said, "this machine is too busy to judge");
    assert_int_equal(call.status, 2);
    assert_string_equal(call.progress, "");
    check_call_free(&call);
    checkout_put(0, "solved", "never_starts");
    call = check_with("--time-limit", "3", exercise(0));
    assert_contains(call.said,
                    "this machine is too busy to judge: the solution did not end either (1 rank)");
    assert_int_equal(call.status, 2);
    check_call_free(&call);
}

/* ---- two programs ---- */

/* What stands between the first `begin` and the last `end`. */
static char *inner(const char *text, const char *begin, const char *end)
{
    const char *from = strstr(text, begin), *to = NULL;
    if (from == NULL) {
        fail_msg("no %s in: %s", begin, text);
    }
    from += strlen(begin);
    for (const char *at = from; (at = strstr(at, end)) != NULL; at++) {
        to = at;
    }
    assert_non_null(to);
    return text_format("%.*s", (int)(to - from), from);
}

/* Of two calls, put together, the same as of one for both? */
static void assert_joined(const char *what, int first, int second, const char *both,
                          const char *one, const char *between, const char *other)
{
    char *joined = text_format("%s%s%s", one, between, other);
    if (strcmp(both, joined) != 0) {
        fail_msg("%s of \"%s\" and \"%s\" in one call:\n%s\nin two calls:\n%s", what,
                 states[first].name, states[second].name, both, joined);
    }
    free(joined);
}

static void assert_inner_joined(const char *what, int first, int second, const char *both,
                                const char *one, const char *other, const char *begin,
                                const char *end, const char *between)
{
    char *of_both = inner(both, begin, end), *of_one = inner(one, begin, end),
         *of_other = inner(other, begin, end);
    assert_joined(what, first, second, of_both, of_one, between, of_other);
    free(of_both);
    free(of_one);
    free(of_other);
}

static void assert_two_in_one(int first, int second, const check_call *one, const check_call *other)
{
    put_state(0, first);
    put_state(1, second);
    check_call both = check_with(exercise(0), exercise(1));
    assert_int_equal(both.status, one->status > other->status ? one->status : other->status);
    assert_joined("what is said", first, second, both.said, one->said, "", other->said);
    assert_joined("progress", first, second, both.progress, one->progress, "", other->progress);
    assert_inner_joined("JSON", first, second, both.json, one->json, other->json, "\"programs\": [",
                        "\n ]\n}", ",");
    assert_inner_joined("Gradescope", first, second, both.gradescope, one->gradescope,
                        other->gradescope, "\"tests\": [", "\n ]\n}", ",");
    assert_inner_joined("JUnit", first, second, both.junit, one->junit, other->junit,
                        "<testsuites name=\"mpilab\">", "\n</testsuites>", "");
    check_call_free(&both);
}

static void two_programs_in_one_call_are_as_two_calls(void **state)
{
    (void)state;
    check_call ones[STATES], twos[STATES];
    for (int s = 0; s < STATES; s++) {
        put_state(0, s);
        put_state(1, s);
        ones[s] = check_with(exercise(0));
        twos[s] = check_with(exercise(1));
    }
    for (int first = 0; first < STATES; first++) {
        for (int second = 0; second < STATES; second++) {
            assert_two_in_one(first, second, &ones[first], &twos[second]);
        }
    }
    for (int s = 0; s < STATES; s++) {
        check_call_free(&ones[s]);
        check_call_free(&twos[s]);
    }
}

static void the_same_program_twice(void **state)
{
    (void)state;
    checkout_put(0, "wrong", "solved");
    check_call once = check_with(exercise(0)), twice = check_with(exercise(0), exercise(0));
    assert_joined("what is said", 2, 2, twice.said, once.said, "", once.said);
    check_call_free(&once);
    check_call_free(&twice);
}

/* ---- what is run ---- */

static void assert_runs(const char *expected)
{
    char *runs = read_whole(checkout_path("runs"));
    assert_string_equal(runs, expected);
    free(runs);
}

static void the_solution_runs_only_once(void **state)
{
    (void)state;
    checkout_put(0, "wrong", "solved");
    check_call call = check_with(exercise(0));
    check_call_free(&call);
    checkout_put(0, "solved", "solved");
    call = check_again_with(exercise(0));
    assert_int_equal(call.status, 0);
    check_call_free(&call);
    assert_runs("1 01-one/one\n2 01-one/one\n1 solutions/one\n2 solutions/one\n"
                "1 01-one/one\n2 01-one/one\n");
}

static void the_first_bad_end_is_the_last_run(void **state)
{
    (void)state;
    checkout_put(0, "stops", "solved");
    check_call call = check_with(exercise(0));
    assert_runs("1 01-one/one\n");
    assert_contains(call.json, "\"verdict\": \"SKIP\"");
    assert_contains(call.said,
                    "what it printed last:\n    a line before\n    one: it cannot go on\n");
    check_call_free(&call);
}

static void with_all_it_goes_on(void **state)
{
    (void)state;
    checkout_put(0, "stops", "solved");
    check_call call = check_with("--all", exercise(0));
    assert_runs("1 01-one/one\n2 01-one/one\n");
    assert_contains(call.said, "wrong in 2 of 2 cases: with 1, 2 ranks");
    assert_contains(call.said, "\n  2 ranks\n  the program stopped: it cannot go on\n");
    check_call_free(&call);
}

static void with_ranks_nothing_is_remembered(void **state)
{
    (void)state;
    checkout_put(0, "solved", "solved");
    check_call call = check_with("--ranks", "3", exercise(0));
    assert_runs("3 01-one/one\n3 solutions/one\n");
    assert_contains(call.said, "right in its one case with 3 ranks");
    assert_string_equal(call.progress, "");
    check_call_free(&call);
}

static void a_file_of_ones_own(void **state)
{
    (void)state;
    checkout_put(0, "solved", "solved");
    put_file("my one.c", "int wrong;\n");
    check_call call = check_with("--file", "my one.c", exercise(0));
    assert_contains(call.said, "99 instead of 14");
    assert_contains(call.said, "./lab check one --file 'my one.c'");
    assert_string_equal(call.progress, "");
    check_call_free(&call);
}

static void a_solution(void **state)
{
    (void)state;
    checkout_put(0, "wrong", "solved");
    check_call call = check_with("solutions/01-one");
    assert_int_equal(call.status, 0);
    assert_string_equal(call.progress, "");
    check_call_free(&call);
}

/* ---- what cannot be done ---- */

static void refused(const char *program, const char *why)
{
    check_call call = check_with(program);
    assert_int_equal(call.status, 2);
    assert_contains(call.said, why);
    check_call_free(&call);
}

static void no_such_program(void **state)
{
    (void)state;
    checkout_put(0, "solved", "solved");
    refused("exercises/03-three", "lab: check: there is no program exercises/03-three");
    refused("one", "lab: check: there is no program one");
}

static void a_source_that_is_not_there(void **state)
{
    (void)state;
    checkout_put(0, "solved", "solved");
    assert_int_equal(unlink(checkout_path("exercises/01-one/one.c")), 0);
    check_call call = check_with(exercise(0));
    assert_int_equal(call.status, 1);
    assert_contains(
        call.said, "exercises/01-one/one.c is not there: ./lab reset one writes the exercise anew");
    assert_contains(call.progress, "01-one\tFAIL\t\tnone\n");
    check_call_free(&call);
}

static void a_report_that_cannot_be_written(void **state)
{
    (void)state;
    checkout_put(0, "solved", "solved");
    assert_int_equal(mkdir(in_folder("json"), 0755), 0);
    check_call call = check_with(exercise(0));
    assert_int_equal(call.status, 2);
    assert_contains(call.said, "json could not be written");
    check_call_free(&call);
}

/* SIGTERM while a run goes on: it is ended, and nothing is left and nothing remembered. */
static void ended_in_the_midst(void **state)
{
    (void)state;
    int number = 0;
    checkout_put(0, "sleeps", "solved");
    assert_int_equal(mkfifo(checkout_path("began"), 0600), 0);
    pid_t call = checkout_start(check, (const char *const[]){exercise(0), exercise(1), NULL});
    FILE *began = fopen(checkout_path("began"), "r");
    assert_non_null(began);
    assert_int_equal(fscanf(began, "%d", &number), 1);
    fclose(began);
    kill(call, SIGTERM);
    assert_int_equal(process_wait(call, 100), 128 + SIGTERM);
    assert_int_equal(kill(number, 0), -1);
    assert_false(scratch_exists(in_folder("work")));
    assert_false(scratch_exists(in_folder("state/progress.tsv")));
    assert_runs("1 01-one/one\n");
}

/* One run after the other, so that it is known which is the last one where a run ends badly. */
static void take_one_core(void)
{
#ifdef __linux__
    cpu_set_t mine, one;
    CPU_ZERO(&one);
    if (sched_getaffinity(0, sizeof mine, &mine) == 0) {
        int core = 0;
        while (core < CPU_SETSIZE - 1 && !CPU_ISSET(core, &mine)) {
            core++;
        }
        CPU_SET(core, &one);
        sched_setaffinity(0, sizeof one, &one);
    }
#endif
}

#define judge_test(test) cmocka_unit_test_setup_teardown(test, checkout_begin, folder_end)

int main(int argc, char *argv[])
{
    if (argc != 2) {
        return 2;
    }
    check = argv[1];
    take_one_core();
    process_signals_begin();
    const struct CMUnitTest tests[] = {
        judge_test(each_state_has_its_verdict),
        judge_test(a_slow_start_is_no_hang),
        judge_test(a_machine_that_is_too_busy),
        judge_test(two_programs_in_one_call_are_as_two_calls),
        judge_test(the_same_program_twice),
        judge_test(the_solution_runs_only_once),
        judge_test(the_first_bad_end_is_the_last_run),
        judge_test(with_all_it_goes_on),
        judge_test(with_ranks_nothing_is_remembered),
        judge_test(a_file_of_ones_own),
        judge_test(a_solution),
        judge_test(no_such_program),
        judge_test(a_source_that_is_not_there),
        judge_test(a_report_that_cannot_be_written),
        judge_test(ended_in_the_midst),
    };
    return cmocka_run_group_tests_name("check_judge", tests, NULL, NULL);
}
