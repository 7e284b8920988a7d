#include "tools/check/advice.h"
#include "tests/check/support.h"
#include "tools/check/process.h"
#include "tools/check/text.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char state_folder[SCRATCH_PATH];
static settings how;
static judgement j;

static int begin(void **state)
{
    folder_begin(state);
    scratch_path(state_folder, folder, "a/state");
    how = (settings){.root = folder, .state = state_folder};
    j = (judgement){.what = {.id = "01-hello", .name = "hello"},
                    .student = {.shown = "exercises/01-hello/hello.c"}};
    return 0;
}

static int end(void **state)
{
    free(j.next);
    free(j.further);
    return folder_end(state);
}

/* ---- what to do next ---- */

static void what_is_not_right_goes_on(void **state)
{
    (void)state;
    j.verdict = VERDICT_TODO;
    advice_next(&how, &j);
    assert_string_equal(
        j.next, "./lab hint hello     edit exercises/01-hello/hello.c, then ./lab check hello");
    assert_null(j.further);
}

static void a_file_of_ones_own_is_named_again(void **state)
{
    (void)state;
    j.verdict = VERDICT_FAIL;
    how.file = j.student.shown = "my hello.c";
    advice_next(&how, &j);
    assert_string_equal(
        j.next, "./lab hint hello     edit my hello.c, then ./lab check hello --file 'my hello.c'");
    free(j.next);
    how.file = j.student.shown = "mine.c";
    advice_next(&how, &j);
    assert_string_equal(j.next,
                        "./lab hint hello     edit mine.c, then ./lab check hello --file mine.c");
}

static void what_is_right_goes_further(void **state)
{
    (void)state;
    put_file("exercises/01-hello/README.md",
             "# Hello\ntext\n\n## Going further\n\nDo this\nand that.\n\n"
             "**More**\n\nnot this\n");
    j.verdict = VERDICT_PASS;
    snprintf(j.what.next, sizeof j.what.next, "02-next");
    advice_next(&how, &j);
    assert_string_equal(j.next, "next: exercises/02-next/README.md");
    assert_string_equal(j.further, "Do this\nand that.");
}

static void going_further_ends_at_a_heading(void **state)
{
    (void)state;
    put_file("exercises/01-hello/README.md", "## Going further\nDo this.\n## Reading\nnot this\n");
    j.verdict = VERDICT_PASS;
    advice_next(&how, &j);
    assert_null(j.next); /* the last program */
    assert_string_equal(j.further, "Do this.");
}

static void where_it_could_not_be_checked_nothing_is_next(void **state)
{
    (void)state;
    j.verdict = VERDICT_ERROR;
    advice_next(&how, &j);
    assert_null(j.next);
    j.verdict = VERDICT_PASS; /* and no README */
    advice_next(&how, &j);
    assert_null(j.further);
}

/* ---- what is remembered ---- */

/* progress.tsv with T for each time; to be freed. */
static char *progress(void)
{
    char *text = read_whole(in_folder("a/state/progress.tsv"));
    for (char *at = text; (at = strchr(at, 'T')) != NULL; at++) {
        if (strspn(at + 1, "0123456789:") == 8 && at[9] == 'Z' && at - text >= 10) {
            memmove(at - 10, at, 1);
            memmove(at - 9, at + 10, strlen(at + 10) + 1);
        }
    }
    return text;
}

static void assert_progress(const char *expected)
{
    char *text = progress();
    assert_string_equal(text, expected);
    free(text);
}

static void a_line_for_each_check(void **state)
{
    (void)state;
    j.verdict = VERDICT_FAIL;
    advice_remember(&how, &j, "123 45");
    assert_progress("01-hello\tFAIL\tT\t123 45\n");
    j.verdict = VERDICT_PASS;
    advice_remember(&how, &j, "none");
    assert_progress("01-hello\tFAIL\tT\t123 45\n01-hello\tPASS\tT\tnone\n");
}

static void what_says_nothing_of_the_student_is_not_remembered(void **state)
{
    (void)state;
    j.verdict = VERDICT_ERROR;
    advice_remember(&how, &j, "123 45");
    assert_false(scratch_exists(in_folder("a/state/progress.tsv")));
}

static void a_line_cut_short_stays_alone(void **state)
{
    (void)state;
    put_file("a/state/progress.tsv", "01-hello\tFA");
    j.verdict = VERDICT_TODO;
    advice_remember(&how, &j, "1 2");
    assert_progress("01-hello\tFA\n01-hello\tTODO\tT\t1 2\n");
}

static void many_at_once_spoil_no_line(void **state)
{
    (void)state;
    enum { CHECKS = 20 };
    static const char line[] = "01-hello\tPASS\tT\t1 2\n";
    pid_t children[CHECKS];
    j.verdict = VERDICT_PASS;
    for (int i = 0; i < CHECKS; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            advice_remember(&how, &j, "1 2");
            _exit(0);
        }
    }
    for (int i = 0; i < CHECKS; i++) {
        assert_int_equal(waitpid(children[i], NULL, 0), children[i]);
    }
    char *text = progress();
    assert_int_equal(strlen(text), CHECKS * strlen(line));
    for (size_t i = 0; i < CHECKS; i++) {
        assert_memory_equal(text + i * strlen(line), line, strlen(line));
    }
    free(text);
}

static void where_nothing_can_be_written(void **state)
{
    (void)state;
    put_file("a", "a file is in the way");
    j.verdict = VERDICT_TODO;
    advice_remember(&how, &j, "1 2");
    assert_true(scratch_holds(in_folder("a"), "a file is in the way"));
}

static void the_sum_of_a_file(void **state)
{
    (void)state;
    char *sum = advice_sum(put_file("a b.c", "hello\n"));
    assert_string_equal(sum, "3015617425 6"); /* as `printf 'hello\n' | cksum` has it */
    free(sum);
    sum = advice_sum(in_folder("none.c"));
    assert_string_equal(sum, "none");
    free(sum);
}

static void where_a_file_is(void **state)
{
    (void)state;
    char here[4096];
    assert_non_null(getcwd(here, sizeof here));
    char *path = advice_absolute(&how, "exercises/x.c"),
         *expected = text_format("%s/exercises/x.c", folder);
    assert_string_equal(path, expected);
    free(path);
    free(expected);
    how.file = "x.c";
    path = advice_absolute(&how, "x.c");
    expected = text_format("%s/x.c", here);
    assert_string_equal(path, expected);
    free(path);
    free(expected);
}

#define advice_test(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    process_signals_begin();
    const struct CMUnitTest tests[] = {
        advice_test(what_is_not_right_goes_on),
        advice_test(a_file_of_ones_own_is_named_again),
        advice_test(what_is_right_goes_further),
        advice_test(going_further_ends_at_a_heading),
        advice_test(where_it_could_not_be_checked_nothing_is_next),
        advice_test(a_line_for_each_check),
        advice_test(what_says_nothing_of_the_student_is_not_remembered),
        advice_test(a_line_cut_short_stays_alone),
        advice_test(many_at_once_spoil_no_line),
        advice_test(where_nothing_can_be_written),
        advice_test(the_sum_of_a_file),
        advice_test(where_a_file_is),
    };
    return cmocka_run_group_tests_name("check_advice", tests, NULL, NULL);
}
