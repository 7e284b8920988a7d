#include "tools/check/notes.h"
#include "tests/check/support.h"
#include <stdio.h>
#include <string.h>

static run_notes notes;

static int end(void **state)
{
    notes_free(&notes);
    return folder_end(state);
}

#ifdef MPILAB_TRACER
static void an_error(void **state)
{
    (void)state;
    put_record(
        "rank-0",
        (trace_header){.end = TRACE_END_ERROR, .ended = 123000000, .epoch = 1700000000000000000},
        "MPI_Send", "MPI_ERR_RANK: invalid rank", (uint64_t[]){0x1a2b, 0xff, 0});
    notes_read(folder, "", &notes);
    const rank_note *n = &notes.ranks[0];
    assert_int_equal(notes.size, 1);
    assert_int_equal(n->event, NOTE_ERROR);
    assert_int_equal(n->time, 1700000000123);
    assert_string_equal(n->detail, "MPI_ERR_RANK");
    assert_string_equal(n->text, "MPI_ERR_RANK: invalid rank");
    assert_string_equal(n->call, "MPI_Send");
    assert_int_equal(n->line, 0);
}

static void each_kind_of_event(void **state)
{
    (void)state;
    static const trace_header of[] = {
        {.end = TRACE_END_SIGNAL, .end_value = 11},
        {.end = TRACE_END_ABORT, .end_value = 3},
        {.asked = 3},
        {.end = TRACE_END_EXIT, .end_value = 5, .life = TRACE_LIFE_RUNS},
        {.end = 77},
        {.end = TRACE_END_EXIT, .life = TRACE_LIFE_BEFORE},
        {.end = TRACE_END_EXIT, .life = TRACE_LIFE_FINALIZED}};
    static const rank_note wanted[] = {{.event = NOTE_CRASH, .detail = "11"},
                                       {.event = NOTE_ABORT, .detail = "3"},
                                       {.event = NOTE_WAITS, .call = "MPI_Recv"},
                                       {.event = NOTE_EXIT, .detail = "5", .text = "inside"},
                                       {.event = NOTE_NONE},
                                       {.event = NOTE_EXIT, .detail = "0", .text = "before"},
                                       {.event = NOTE_EXIT, .detail = "0", .text = "after"}};
    enum { KINDS = sizeof of / sizeof *of };
    for (int r = 0; r < KINDS; r++) {
        char name[20];
        trace_header like = of[r];
        like.rank = r;
        like.size = KINDS;
        snprintf(name, sizeof name, "rank-%d", r);
        put_record(name, like, wanted[r].call, NULL, NULL);
    }
    notes_read(folder, "", &notes);
    assert_int_equal(notes.size, KINDS);
    for (int r = 0; r < KINDS; r++) {
        assert_int_equal(notes.ranks[r].event, wanted[r].event);
        assert_string_equal(notes.ranks[r].detail, wanted[r].detail);
        assert_string_equal(notes.ranks[r].text, wanted[r].text);
        assert_string_equal(notes.ranks[r].call, wanted[r].call);
    }
}

static void where_the_launcher_takes_the_time(void **state)
{
    (void)state;
    static const struct {
        trace_header like;
        const char *call;
        bool is_slow;
    } of[] = {{{.asked = 1}, "MPI_Init", true},
              {{.asked = 1}, "MPI_Init_thread", true},
              {{.asked = 1}, "MPI_Initialized", false},
              {{.asked = 1}, "MPI_Recv", false},
              {{.end = TRACE_END_SIGNAL, .end_value = 11}, "MPI_Init", false},
              {{.end = TRACE_END_EXIT, .life = TRACE_LIFE_FINALIZED}, "", false}};
    put_record("rank-1", (trace_header){.rank = 1, .size = 2, .asked = 1}, "", NULL, NULL);
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        trace_header like = of[i].like;
        like.size = 2;
        put_record("rank-0", like, of[i].call, NULL, NULL);
        notes_read(folder, "", &notes);
        assert_int_equal(notes_launcher_is_slow(&notes, 2), of[i].is_slow);
        notes_free(&notes);
    }
    put_record(
        "rank-1",
        (trace_header){.rank = 1, .size = 2, .end = TRACE_END_EXIT, .life = TRACE_LIFE_FINALIZED},
        "", NULL, NULL);
    notes_read(folder, "", &notes);
    assert_true(notes_launcher_is_slow(&notes, 2));
    assert_false(notes_launcher_is_slow(&notes, 3));
}

/* A rank that crashed, and was then asked, by the end of the run; and one the other way round. */
static void the_first_event_counts(void **state)
{
    (void)state;
    put_record("rank-0",
               (trace_header){.size = 2,
                              .end = TRACE_END_SIGNAL,
                              .end_value = 8,
                              .ended = 9000000,
                              .asked = 10000000},
               "", NULL, NULL);
    put_record("rank-1",
               (trace_header){
                   .rank = 1, .size = 2, .end = TRACE_END_EXIT, .ended = 9000000, .asked = 8000000},
               "MPI_Wait", NULL, NULL);
    notes_read(folder, "", &notes);
    assert_int_equal(notes.ranks[0].event, NOTE_CRASH);
    assert_int_equal(notes.ranks[0].time, 9);
    assert_int_equal(notes.ranks[1].event, NOTE_WAITS);
    assert_int_equal(notes.ranks[1].time, 8);
    assert_string_equal(notes.ranks[1].detail, "");
}

static void ranks_that_left_nothing(void **state)
{
    (void)state;
    const trace_header crash = {.rank = 3, .size = 5, .end = TRACE_END_SIGNAL, .end_value = 11};
    put_record("rank-3", crash, "", NULL, NULL);
    put_record("rank-4", crash, "", NULL, NULL); /* another's */
    put_record("other", crash, "", NULL, NULL);
    put_file("rank-1", "1\tcrash\t11\n");
    notes_read(folder, "", &notes);
    assert_int_equal(notes.size, 5);
    for (int r = 0; r < 5; r++) {
        assert_int_equal(notes.ranks[r].event, r == 3 ? NOTE_CRASH : NOTE_NONE);
    }
    notes_free(&notes);
    notes_read(in_folder("none"), "", &notes);
    assert_int_equal(notes.size, 0);
}

/* Written by a rank, so may hold anything. */
static void nonsense(void **state)
{
    (void)state;
    char text[200];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    put_record("rank-0",
               (trace_header){.size = 1 << 16, .end = TRACE_END_ERROR, .ended = UINT64_MAX}, text,
               text, (uint64_t[]){UINT64_MAX, TRACE_SITE_TEXT, 1, 0});
    notes_read(folder, "", &notes);
    assert_int_equal(notes.size, NOTES_MOST_RANKS);
    assert_int_equal(strlen(notes.ranks[0].detail), sizeof notes.ranks[0].detail - 1);
    assert_int_equal(strlen(notes.ranks[0].text), TRACE_TEXT - 1);
    assert_int_equal(strlen(notes.ranks[0].call), TRACE_NAME - 1);
    assert_int_equal(notes.ranks[0].line, 0);
}

/* Where in this executable? Behind the call, as on a stack. */
static __attribute__((noinline)) uintptr_t here(void)
{
    return (uintptr_t)__builtin_return_address(0);
}

/* The innermost call in the student's file has the line: here the second, as the first is nowhere. */
static void the_line_of_the_innermost_call(void **state)
{
    (void)state;
    uint64_t at = here();
    int line = __LINE__ - 1;
    const trace_header crash = {.size = 2, .end = TRACE_END_SIGNAL, .end_value = 11};
    trace_header other = crash;
    other.rank = 1;
    put_record("rank-0", crash, "", NULL, (uint64_t[]){at - 1000000, at, 0});
    put_record("rank-1", other, "", NULL, (uint64_t[]){1, 0});
    notes_read(folder, __FILE__, &notes);
    assert_int_equal(notes.ranks[0].line, line);
    assert_int_equal(notes.ranks[1].line, 0);
    notes_free(&notes);
    notes_read(folder, "/another/file.c", &notes);
    assert_int_equal(notes.ranks[0].line, 0);
}
#else
static void nothing_is_recorded_here(void **state)
{
    (void)state;
    notes_read(folder, "", &notes);
    assert_int_equal(notes.size, 0);
}
#endif

#define notes_test(test) cmocka_unit_test_setup_teardown(test, folder_begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
#ifdef MPILAB_TRACER
        notes_test(an_error),
        notes_test(each_kind_of_event),
        notes_test(where_the_launcher_takes_the_time),
        notes_test(the_first_event_counts),
        notes_test(ranks_that_left_nothing),
        notes_test(nonsense),
        notes_test(the_line_of_the_innermost_call),
#else
        notes_test(nothing_is_recorded_here),
#endif
    };
    return cmocka_run_group_tests_name("check_notes", tests, NULL, NULL);
}
