/* What real launchers have printed: Open MPI 4.1.4, Open MPI 5, MPICH 4.0.2. */
#include "tools/check/launcher_words.h"
#include "tests/check/support.h"
#include <stdlib.h>
#include <string.h>

#define DASHES "--------------------------------------------------------------------------\n"

static launcher_words words;

static int begin(void **state)
{
    (void)state;
    memset(&words, 0, sizeof words);
    return 0;
}

/* ---- Open MPI 4 ---- */

static void openmpi4_killed(void **state)
{
    (void)state;
    launcher_words_read(
        "said before\n" DASHES "Primary job  terminated normally, but 1 process returned\n"
        "a non-zero exit code. Per user-direction, the job has been aborted.\n" DASHES DASHES
        "mpirun noticed that process rank 1 with PID 0 on node vm exited on signal 9 "
        "(Killed).\n" DASHES,
        &words);
    assert_string_equal(words.killed, "rank 1 exited on signal 9 (Killed)");
    assert_int_equal(words.signal, 9);
    assert_string_equal(words.order, "");
    assert_string_equal(words.failing_call, "");
}

static void openmpi4_error_on_a_window(void **state)
{
    (void)state;
    launcher_words_read(
        "[vm:24014] *** An error occurred in MPI_Put\n"
        "[vm:24014] *** reported by process [826081281,1]\n"
        "[vm:24014] *** on win rdma window 3\n"
        "[vm:24014] *** MPI_ERR_RANK: invalid rank\n"
        "[vm:24014] *** MPI_ERRORS_ARE_FATAL (processes in this win will now abort,\n"
        "[vm:24014] ***    and potentially your MPI job)\n",
        &words);
    assert_string_equal(words.failing_call, "MPI_Put");
    assert_int_equal(words.failing_rank, 1);
    assert_string_equal(words.failure_class, "MPI_ERR_RANK");
    assert_string_equal(words.failure_text, "invalid rank");
    assert_string_equal(words.killed, "");
}

static void openmpi4_before_init(void **state)
{
    (void)state;
    launcher_words_read(
        "*** The MPI_Comm_rank() function was called before MPI_INIT was invoked.\n"
        "*** This is disallowed by the MPI standard.\n"
        "*** Your MPI job will now abort.\n"
        "[vm:23669] Local abort before MPI_INIT completed completed successfully, but am not able "
        "to aggregate error messages, and not able to guarantee that all other processes were "
        "killed!\n",
        &words);
    assert_string_equal(words.order, "MPI_Comm_rank was called before MPI_Init");
}

static void openmpi4_after_finalize(void **state)
{
    (void)state;
    launcher_words_read(
        "*** The MPI_Comm_size() function was called after MPI_FINALIZE was invoked.\n"
        "*** This is disallowed by the MPI standard.\n",
        &words);
    assert_string_equal(words.order, "MPI_Comm_size was called after MPI_Finalize");
}

/* ---- Open MPI 5: the line is broken before "signal" ---- */

static void openmpi5_killed(void **state)
{
    (void)state;
    launcher_words_read(
        DASHES "prterun noticed that process rank 2 with PID 1617008 on node cpu155 exited on\n"
               "signal 4 (Illegal instruction).\n" DASHES,
        &words);
    assert_string_equal(words.killed, "rank 2 exited on signal 4 (Illegal instruction)");
    assert_int_equal(words.signal, 4);
}

static void the_end_of_a_line_that_is_broken_nowhere(void **state)
{
    (void)state;
    launcher_words_read("process rank 3 exited on", &words);
    assert_string_equal(words.killed, "");
}

/* ---- MPICH ---- */

static void mpich_before_init(void **state)
{
    (void)state;
    launcher_words_read(
        "Attempting to use an MPI routine (internal_Comm_rank) before initializing or after "
        "finalizing MPICH\n",
        &words);
    assert_string_equal(words.order, "an MPI function was called before MPI_Init");
}

static void mpich_says_nothing_that_is_read(void **state)
{
    (void)state;
    launcher_words_read(
        "Abort(805980678) on node 1 (rank 1 in comm 0): Fatal error in internal_Send: Invalid "
        "rank, "
        "error stack:\n"
        "internal_Send(120): MPI_Send(buf=0x7ffebb857800, count=1, MPI_INT, 99, 0, MPI_COMM_WORLD) "
        "failed\n",
        &words);
    assert_string_equal(words.failing_call, "");
    assert_string_equal(words.order, "");
    assert_string_equal(words.killed, "");
}

/* ---- a program's own words ---- */

static void a_program_that_speaks_like_a_launcher(void **state)
{
    (void)state;
    char text[4000];
    memset(text, 'x', sizeof text);
    memcpy(text, "rank 5 exited on signal ", 24);
    text[sizeof text - 1] = '\0';
    launcher_words_read(text, &words);
    assert_int_equal(strlen(words.killed), sizeof words.killed - 1);
    launcher_words_read("signal 9 exited on signal rank 1", &words);
    assert_string_equal(words.killed, "");
    launcher_words_read("", &words);
    assert_string_equal(words.killed, "");
}

/* ---- what is left out ---- */

static void assert_left(const char *output, int lines, const char *expected)
{
    char *kept = launcher_words_leave_out(output, lines);
    assert_string_equal(kept, expected);
    free(kept);
}

static void the_launchers_words_are_left_out(void **state)
{
    (void)state;
    assert_left("one\n" DASHES "mpirun noticed\nsomething\n" DASHES "\n"
                "[vm:23974] *** An error occurred in MPI_Send\n"
                "mpirun: Forwarding signal 18 to job\nmpiexec: killing job...\ntwo\n",
                8, "one\ntwo");
    assert_left("[1] is mine\n[a:b] too\n[vm:12] not\n[open\n[]\n", 8,
                "[1] is mine\n[a:b] too\n[open\n[]");
}

static void of_mpich_and_of_srun(void **state)
{
    (void)state;
    assert_left(
        "one\n"
        "==================================================================================="
        "\n=   BAD TERMINATION OF ONE OF YOUR APPLICATION PROCESSES\n=   PID 13 RUNNING AT n1\n"
        "==================================================================================="
        "\nYOUR APPLICATION TERMINATED WITH THE EXIT STRING: Killed (signal 9)\n"
        "slurmstepd-n1: error: *** STEP 28.0 ON n1 CANCELLED AT 2026-11-30T08:35:40 ***\n"
        "srun: error: n1: task 0: Killed\ntwo\n===== my heading =====\n= mine\n",
        8, "one\ntwo\n===== my heading =====\n= mine");
}

static void the_last_lines(void **state)
{
    (void)state;
    assert_left("1\n2\n3\n4\n", 2, "3\n4");
    assert_left("1\n2\n3\n4", 4, "1\n2\n3\n4");
    assert_left("1\n2", 4, "1\n2");
    assert_left("", 4, "");
    assert_left("\n\n", 4, "");
}

#define words_test(test) cmocka_unit_test_setup(test, begin)

int main(void)
{
    const struct CMUnitTest tests[] = {
        words_test(openmpi4_killed),
        words_test(openmpi4_error_on_a_window),
        words_test(openmpi4_before_init),
        words_test(openmpi4_after_finalize),
        words_test(openmpi5_killed),
        words_test(the_end_of_a_line_that_is_broken_nowhere),
        words_test(mpich_before_init),
        words_test(mpich_says_nothing_that_is_read),
        words_test(a_program_that_speaks_like_a_launcher),
        cmocka_unit_test(the_launchers_words_are_left_out),
        cmocka_unit_test(of_mpich_and_of_srun),
        cmocka_unit_test(the_last_lines),
    };
    return cmocka_run_group_tests_name("check_launcher_words", tests, NULL, NULL);
}
