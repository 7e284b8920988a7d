/* No test here waits for a time to pass; where a process must have come to a point, it says so through a pipe. */
#include "tools/check/process.h"
#include "tests/check/support.h"
#include "tools/result_file/apart.h"
#include "tools/check/text.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { PLENTY = 100 }; /* seconds: far more than anything takes here */

#define script(text) ((char *[]){"sh", "-c", (text), NULL})

/* ---- starting, waiting ---- */

static void status_as_a_shell_has_it(void **state)
{
    (void)state;
    assert_int_equal(process_wait(process_start(script("exit 0"), NULL, -1), PLENTY), 0);
    assert_int_equal(process_wait(process_start(script("exit 7"), NULL, -1), PLENTY), 7);
    assert_int_equal(process_wait(process_start(script("kill -9 $$"), NULL, -1), PLENTY), 137);
}

static void takes_what_is_printed(void **state)
{
    (void)state;
    int status = -1;
    char *text =
        process_output(script("echo out; echo err >&2; exit 3"), NULL, PLENTY, 100, &status);
    assert_string_equal(text, "out\nerr\n");
    assert_int_equal(status, 3);
    free(text);
    text = process_output(script("printf 123456789; cat"), NULL, PLENTY, 4, &status);
    assert_string_equal(text, "1234");
    assert_int_equal(status, 0); /* cat has found its stdin at an end */
    free(text);
}

static void goes_into_a_folder(void **state)
{
    (void)state;
    int status = -1;
    put_file("here", "");
    char *text = process_output(script("ls"), folder, PLENTY, 100, &status);
    assert_string_equal(text, "here\n");
    free(text);
    text = process_output(script("ls"), in_folder("none"), PLENTY, 1000, &status);
    assert_int_equal(status, 127);
    assert_contains(text, "/none: No such file or directory");
    free(text);
}

static void a_program_that_is_not_there(void **state)
{
    (void)state;
    int status = -1;
    char *text = process_output((char *[]){"no-such-program", NULL}, NULL, PLENTY, 1000, &status);
    assert_int_equal(status, 127);
    assert_contains(text, "lab: check: no-such-program: No such file or directory");
    free(text);
}

static void nowhere_to_keep_what_is_printed(void **state)
{
    (void)state;
    int status = -1;
    char *before = getenv("TMPDIR") != NULL ? text_format("%s", getenv("TMPDIR")) : NULL;
    setenv("TMPDIR", in_folder("none"), 1);
    char *text = process_output(script("echo x"), NULL, PLENTY, 1000, &status);
    if (before != NULL) {
        setenv("TMPDIR", before, 1);
    } else {
        unsetenv("TMPDIR");
    }
    assert_int_equal(status, 127);
    assert_contains(text, "No such file or directory");
    free(text);
    free(before);
}

/* A program that was started has the signals that it would have without us. */
static void signals_are_as_at_first(void **state)
{
    (void)state;
    int status = -1;
    char *text =
        process_output(script("kill -TERM $$; echo still here"), NULL, PLENTY, 100, &status);
    assert_string_equal(text, "");
    assert_int_equal(status, 128 + SIGTERM);
    free(text);
}

/* ---- ending ---- */

/* Starts a script; returns the number that it prints first. */
static int start_and_hear(char *text, pid_t *leader)
{
    int ends[2], number = 0;
    assert_int_equal(pipe(ends), 0);
    *leader = process_start(script(text), NULL, ends[1]);
    close(ends[1]);
    FILE *from = fdopen(ends[0], "r");
    assert_non_null(from);
    assert_int_equal(fscanf(from, "%d", &number), 1);
    fclose(from);
    return number;
}

#ifdef __linux__
/* How a process ended that is no child of ours, but was left to us (PR_SET_CHILD_SUBREAPER). */
static void assert_killed(int process)
{
    int status = 0;
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGKILL);
}

static void the_time_limit_ends_the_whole_group(void **state)
{
    (void)state;
    pid_t leader;
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    int helper = start_and_hear("sleep 100 & echo $!; exec >/dev/null; wait", &leader);
    assert_int_equal(process_wait(leader, 0.01), 124);
    assert_int_equal(waitpid(leader, NULL, WNOHANG), -1);
    assert_killed(helper);
}

static void so_does_a_leader_that_ignores_term(void **state)
{
    (void)state;
    pid_t leader;
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    int helper =
        start_and_hear("trap '' TERM; sleep 100 & echo $!; exec >/dev/null; wait", &leader);
    process_end_group(leader, 0.01);
    assert_int_equal(waitpid(leader, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    assert_killed(helper);
}
#endif

/* In a process of its own: once check is to end, every wait ends. */
static void wait_when_interrupted(void *result)
{
    pid_t leader;
    int *status = result;
    process_signals_begin();
    start_and_hear("echo 1; exec sleep 100", &leader);
    kill(getpid(), SIGTERM);
    status[0] = process_wait(leader, PLENTY);
    status[1] = process_interrupted();
    status[2] = waitpid(leader, NULL, WNOHANG) == -1;
}

static void a_signal_ends_every_wait(void **state)
{
    (void)state;
    int *status = apart_memory(3 * sizeof *status);
    assert_non_null(status);
    assert_int_equal(apart_do(wait_when_interrupted, status, PLENTY, 0), APART_DONE);
    assert_int_equal(status[0], 124);
    assert_int_equal(status[1], SIGTERM);
    assert_true(status[2]);
    assert_int_equal(process_interrupted(), 0);
    apart_memory_free(status, 3 * sizeof *status);
}

static void other_signals_are_not_noted(void **state)
{
    (void)state;
    process_note_signal(SIGCHLD);
    process_note_signal(SIGUSR1);
    assert_int_equal(process_interrupted(), 0);
}

/* ---- apart ---- */

static void write_answer(void *to)
{
    *(int *)to = 42;
}

static void crash(void *nothing)
{
    (void)nothing;
    signal(SIGSEGV, SIG_DFL); /* a sanitizer would tell of it */
    raise(SIGSEGV);
}

static void leave(void *nothing)
{
    (void)nothing;
    _exit(1);
}

static void never_end(void *nothing)
{
    (void)nothing;
    for (;;) {
        pause();
    }
}

static void apart_shares_what_is_to_come_back(void **state)
{
    (void)state;
    int own = 0, *answer = apart_memory(sizeof *answer);
    assert_non_null(answer);
    assert_int_equal(apart_do(write_answer, answer, PLENTY, 0), APART_DONE);
    assert_int_equal(*answer, 42);
    assert_int_equal(apart_do(write_answer, &own, PLENTY, 0), APART_DONE);
    assert_int_equal(own, 0);
    apart_memory_free(answer, sizeof *answer);
}

static void apart_survives(void **state)
{
    (void)state;
    assert_int_equal(apart_do(crash, NULL, PLENTY, 0), APART_FAILED);
    assert_int_equal(apart_do(leave, NULL, PLENTY, 0), APART_FAILED);
    assert_int_equal(apart_do(never_end, NULL, 1, 0), APART_TOO_LONG);
}

#ifndef __SANITIZE_ADDRESS__ /* which has memory of its own way */
static void take_memory(void *nothing)
{
    (void)nothing;
    volatile char *memory = malloc((size_t)1 << 30);
    if (memory == NULL) {
        _exit(1);
    }
    memory[0] = 1;
}

static void apart_bounds_memory(void **state)
{
    (void)state;
    assert_int_equal(apart_do(take_memory, NULL, PLENTY, 0), APART_DONE);
    assert_int_equal(apart_do(take_memory, NULL, PLENTY, (size_t)512 << 20), APART_FAILED);
}
#endif

int main(void)
{
    process_signals_begin();
    alarm(110); /* whatever happens */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(status_as_a_shell_has_it),
        cmocka_unit_test(takes_what_is_printed),
        in_folder_test(goes_into_a_folder),
        cmocka_unit_test(a_program_that_is_not_there),
        in_folder_test(nowhere_to_keep_what_is_printed),
        cmocka_unit_test(signals_are_as_at_first),
#ifdef __linux__
        cmocka_unit_test(the_time_limit_ends_the_whole_group),
        cmocka_unit_test(so_does_a_leader_that_ignores_term),
#endif
        cmocka_unit_test(a_signal_ends_every_wait),
        cmocka_unit_test(other_signals_are_not_noted),
        cmocka_unit_test(apart_shares_what_is_to_come_back),
        cmocka_unit_test(apart_survives),
#ifndef __SANITIZE_ADDRESS__
        cmocka_unit_test(apart_bounds_memory),
#endif
    };
    return cmocka_run_group_tests_name("check_process", tests, NULL, NULL);
}
