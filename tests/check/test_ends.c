/* For each way in which a run ends badly: the finding's kind, its values and its places. */
#include "tools/check/ends.h"
#include "tests/check/support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RANKS = 4 };

static rank_note ranks[RANKS];
static run_notes notes;
static ended_run run;
static finding end;

static int begin(void **state)
{
    (void)state;
    memset(ranks, 0, sizeof ranks);
    notes = (run_notes){ranks, RANKS};
    run = (ended_run){.status = 1,
                      .limit = 30,
                      .name = "hello",
                      .output = "",
                      .source = "int x;\nMPI_Send(a);\nMPI_Recv(a);\n",
                      .file = "/x/hello.c",
                      .notes = &notes};
    return 0;
}

static void note(int rank, note_event event, const char *detail, const char *text, int line)
{
    rank_note *n = &ranks[rank];
    *n = (rank_note){.event = event, .time = 100 + rank, .line = line};
    snprintf(n->detail, sizeof n->detail, "%s", detail);
    snprintf(n->text, sizeof n->text, "%s", text);
}

static void assert_end(const char *kind, const char *name, const char *value)
{
    ends_explain(&run, &end);
    assert_string_equal(end.kind, kind);
    assert_int_equal(end.severity, FINDING_ERROR);
    assert_string_equal(finding_text(&end, name), value);
}

static void assert_place(int i, int rank, finding_doing doing, const char *call, int line)
{
    assert_true(i < end.place_count);
    assert_int_equal(end.places[i].rank, rank);
    assert_int_equal(end.places[i].doing, doing);
    assert_string_equal(end.places[i].call, call);
    assert_int_equal(end.places[i].line, line);
    assert_string_equal(end.places[i].file, line > 0 ? run.file : "");
}

static void the_time_limit(void **state)
{
    (void)state;
    run.status = 124;
    note(0, NOTE_WAITS, "", "", 3);
    snprintf(ranks[0].call, sizeof ranks[0].call, "MPI_Recv");
    note(1, NOTE_WAITS, "", "", 1);
    note(2, NOTE_EXIT, "0", "after", 0);
    assert_end("time_limit", "seconds", "30");
    assert_int_equal(end.place_count, RANKS);
    assert_place(0, 0, PLACE_HERE, "MPI_Recv", 3);
    assert_place(1, 1, PLACE_COMPUTES, "", 1);
    assert_place(2, 2, PLACE_EXITED, "", 0);
    assert_place(3, 3, PLACE_UNKNOWN, "", 0);
}

static void too_much_memory(void **state)
{
    (void)state;
    run.status = 124;
    run.most_memory = 1.5;
    note(1, NOTE_WAITS, "", "", 2);
    assert_end("memory_limit", "gib", "1.5");
    assert_place(1, 1, PLACE_COMPUTES, "", 2);
}

/* A launcher that does not notice: one rank has failed, the others wait until the time is over. */
static void a_failed_rank_explains_the_time_limit(void **state)
{
    (void)state;
    run.status = 124;
    note(0, NOTE_WAITS, "", "", 3);
    note(1, NOTE_EXIT, "5", "inside", 2);
    assert_end("failed_exit", "status", "5");
    assert_string_equal(finding_text(&end, "ranks.who"), "1");
    assert_int_equal(end.place_count, 2);
    assert_place(1, 1, PLACE_EXITED, "", 2);
    assert_int_equal(end.places[1].status, 5);
}

static void a_call_that_failed(void **state)
{
    (void)state;
    note(0, NOTE_ERROR, "MPI_ERR_RANK", "MPI_ERR_RANK: invalid rank", 2);
    note(2, NOTE_ERROR, "MPI_ERR_RANK", "MPI_ERR_RANK: invalid rank", 2);
    note(3, NOTE_ERROR, "MPI_ERR_TAG", "MPI_ERR_TAG: invalid tag", 3);
    assert_end("call_failed", "call", "MPI_Send"); /* by the line of the source */
    assert_string_equal(finding_text(&end, "ranks.who"), "0,2");
    assert_string_equal(finding_text(&end, "class"), "MPI_ERR_RANK");
    assert_string_equal(finding_text(&end, "text"), "invalid rank");
    assert_place(2, 3, PLACE_HERE, "MPI_Recv", 3);
}

static void mpich_explains_at_length(void **state)
{
    (void)state;
    note(1, NOTE_ERROR, "MPI_ERR_RANK", "Invalid rank, error stack: internal_Send(120): ...", 0);
    snprintf(ranks[1].call, sizeof ranks[1].call, "MPI_Send");
    assert_end("call_failed", "text", "Invalid rank");
    assert_string_equal(finding_text(&end, "call"), "MPI_Send");
}

/* The error ended the run, and by that another rank, which was in the midst of something. */
static void an_error_comes_before_a_crash(void **state)
{
    (void)state;
    note(0, NOTE_CRASH, "11", "", 1);
    note(1, NOTE_ERROR, "MPI_ERR_TAG", "MPI_ERR_TAG: invalid tag", 2);
    ranks[0].time = 1;
    assert_end("call_failed", "class", "MPI_ERR_TAG");
}

static void a_crash(void **state)
{
    (void)state;
    note(1, NOTE_CRASH, "11", "", 2);
    note(3, NOTE_CRASH, "11", "", 3);
    snprintf(ranks[3].call, sizeof ranks[3].call, "MPI_Recv");
    note(2, NOTE_CRASH, "8", "", 2);
    run.output = "hello: and this\n";
    assert_end("crash", "signal", "11");
    assert_string_equal(finding_text(&end, "ranks.who"), "1,3");
    assert_place(0, 1, PLACE_CRASHED, "", 2);
    assert_place(2, 3, PLACE_HERE, "MPI_Recv", 3);
}

static void the_first_in_time_is_told(void **state)
{
    (void)state;
    note(1, NOTE_CRASH, "11", "", 2);
    note(2, NOTE_CRASH, "8", "", 2);
    ranks[2].time = 50;
    assert_end("crash", "signal", "8");
}

static void mpi_before_init(void **state)
{
    (void)state;
    run.output = "*** The MPI_Comm_rank() function was called before MPI_INIT was invoked.\n";
    note(1, NOTE_EXIT, "1", "before", 0);
    assert_end("wrong_order", "text", "MPI_Comm_rank was called before MPI_Init");
}

static void the_program_says_why(void **state)
{
    (void)state;
    run.output = "before\nhello: cannot open 'x'\nhello: more\n";
    note(2, NOTE_ABORT, "2", "", 3);
    assert_end("stopped", "text", "cannot open 'x'");
    assert_int_equal(end.place_count, 1);
    assert_place(0, 2, PLACE_HERE, "", 3);
}

static void mpi_check_says_which_call(void **state)
{
    (void)state;
    run.output = "hello: hello.c:12: rank 2: MPI_Send(...): MPI_ERR_RANK: invalid rank\n";
    note(2, NOTE_ABORT, "1", "", 2);
    assert_end("call_failed", "call", "MPI_Send");
    assert_string_equal(finding_text(&end, "class"), "MPI_ERR_RANK");
    assert_string_equal(finding_text(&end, "text"), "invalid rank");
    assert_string_equal(finding_text(&end, "ranks.who"), "2");
    assert_place(0, 2, PLACE_HERE, "MPI_Send", 2);
    run.output = "hello: /x/hello.c:12: rank 2: MPI_Send(...): MPI_ERR_RANK: invalid rank\n";
    note(2, NOTE_ABORT, "1", "", 0); /* no frame is known: mpi_check has said the line itself */
    assert_end("call_failed", "call", "MPI_Send");
    assert_place(0, 2, PLACE_HERE, "MPI_Send", 12);
}

static void abort_without_a_word(void **state)
{
    (void)state;
    note(1, NOTE_ABORT, "3", "", 2);
    assert_end("called_abort", "ranks.who", "1");
}

static void an_error_on_a_communicator_of_its_own(void **state)
{
    (void)state;
    run.output = "[vm:1] *** An error occurred in MPI_Put\n"
                 "[vm:1] *** reported by process [826081281,3]\n"
                 "[vm:1] *** MPI_ERR_RANK: invalid rank\n";
    note(3, NOTE_EXIT, "6", "inside", 2);
    assert_end("call_failed", "call", "MPI_Put");
    assert_string_equal(finding_text(&end, "ranks.who"), "3");
    assert_string_equal(finding_text(&end, "text"), "invalid rank");
}

static void no_finalize(void **state)
{
    (void)state;
    note(0, NOTE_EXIT, "0", "after", 0);
    note(1, NOTE_EXIT, "0", "inside", 0);
    assert_end("unfinalized", "ranks.who", "1");
    assert_int_equal(end.place_count, 1);
}

/* A rank that leaves MPI without a word: what it leaves behind may wait for the others, as a file that is open. */
static void no_finalize_at_the_time_limit(void **state)
{
    (void)state;
    run.status = 124;
    note(0, NOTE_EXIT, "0", "inside", 3);
    note(1, NOTE_WAITS, "", "", 2);
    assert_end("unfinalized", "ranks.who", "0");
}

static void killed_from_outside(void **state)
{
    (void)state;
    run.output =
        "mpirun noticed that process rank 1 with PID 0 on node vm exited on signal 9 (Killed).\n";
    assert_end("killed", "text", "rank 1 exited on signal 9 (Killed)");
    assert_string_equal(finding_text(&end, "signal"), "9");
}

static void nobody_knows(void **state)
{
    (void)state;
    notes.size = 0;
    run.status = 213;
    assert_end("launcher_status", "status", "213");
    assert_int_equal(end.place_count, 0);
}

static void assert_message(const char *output, const char *expected)
{
    char *message = ends_message(output, "hello");
    assert_string_equal(message, expected);
    free(message);
}

static void messages(void **state)
{
    (void)state;
    assert_message("hello: one\nhello: two\n", "one");
    assert_message("x\nhello: last", "last");
    assert_message("say hello: no\nhello world\nhello:no\n", "");
    assert_message("", "");
    assert_message("\n\n", "");
    assert_message("hello: ", "");
}

#define ends_test(test) cmocka_unit_test_setup(test, begin)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ends_test(the_time_limit),
        ends_test(too_much_memory),
        ends_test(a_failed_rank_explains_the_time_limit),
        ends_test(a_call_that_failed),
        ends_test(mpich_explains_at_length),
        ends_test(an_error_comes_before_a_crash),
        ends_test(a_crash),
        ends_test(the_first_in_time_is_told),
        ends_test(mpi_before_init),
        ends_test(the_program_says_why),
        ends_test(mpi_check_says_which_call),
        ends_test(abort_without_a_word),
        ends_test(an_error_on_a_communicator_of_its_own),
        ends_test(no_finalize),
        ends_test(no_finalize_at_the_time_limit),
        ends_test(killed_from_outside),
        ends_test(nobody_knows),
        cmocka_unit_test(messages),
    };
    return cmocka_run_group_tests_name("check_ends", tests, NULL, NULL);
}
