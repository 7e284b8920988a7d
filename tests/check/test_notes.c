#include "tools/check/notes.h"
#include "tests/check/support.h"
#include <stdio.h>
#include <string.h>
#include <inttypes.h>
#ifdef MPILAB_TRACER
#include <link.h>
#endif

static const char *own; /* this executable */
static run_notes notes;

static int end(void **state)
{
    notes_free(&notes);
    return folder_end(state);
}

static const rank_note *read_one(const char *rows)
{
    put_file("rank-0", rows);
    notes_read(folder, own, "", &notes);
    assert_int_equal(notes.size, 1);
    return &notes.ranks[0];
}

static void an_error(void **state)
{
    (void)state;
    const rank_note *n = read_one("1700000000123\terror\tMPI_ERR_RANK\tMPI_ERR_RANK: invalid rank\n"
                                  "in\tMPI_Send\nat\t0x1a2b\nat\t0xff\n");
    assert_int_equal(n->event, NOTE_ERROR);
    assert_int_equal(n->time, 1700000000123);
    assert_string_equal(n->detail, "MPI_ERR_RANK");
    assert_string_equal(n->text, "MPI_ERR_RANK: invalid rank");
    assert_string_equal(n->call, "MPI_Send");
    assert_int_equal(n->frame_count, 2);
    assert_int_equal(n->frames[0], 0x1a2b);
    assert_int_equal(n->line, 0);
}

static void each_kind_of_event(void **state)
{
    (void)state;
    put_file("rank-0", "1\tcrash\t11\n");
    put_file("rank-1", "2\tabort\t3\n");
    put_file("rank-2", "3\twaits\nin\tMPI_Recv\n");
    put_file("rank-3", "4\texit\t5\tinside\n");
    put_file("rank-4", "5\tdances\t5\n");
    notes_read(folder, own, "", &notes);
    assert_int_equal(notes.size, 5);
    assert_int_equal(notes.ranks[0].event, NOTE_CRASH);
    assert_string_equal(notes.ranks[0].detail, "11");
    assert_int_equal(notes.ranks[1].event, NOTE_ABORT);
    assert_int_equal(notes.ranks[2].event, NOTE_WAITS);
    assert_string_equal(notes.ranks[2].detail, "");
    assert_string_equal(notes.ranks[2].call, "MPI_Recv");
    assert_int_equal(notes.ranks[3].event, NOTE_EXIT);
    assert_string_equal(notes.ranks[3].detail, "5");
    assert_string_equal(notes.ranks[3].text, "inside");
    assert_int_equal(notes.ranks[4].event, NOTE_NONE);
}

static void where_the_launcher_takes_the_time(void **state)
{
    (void)state;
    static const struct {
        const char *rows;
        bool is_slow;
    } of[] = {{"1\twaits\nin\tMPI_Init\n", true},         {"1\twaits\nin\tMPI_Init_thread\n", true},
              {"1\twaits\nin\tMPI_Initialized\n", false}, {"1\twaits\nin\tMPI_Recv\n", false},
              {"1\tcrash\t11\nin\tMPI_Init\n", false},    {"1\texit\t0\tafter\n", false}};
    put_file("rank-1", "1\twaits\nat\t0x10\n");
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        put_file("rank-0", of[i].rows);
        notes_read(folder, own, "", &notes);
        assert_int_equal(notes_launcher_is_slow(&notes, 2), of[i].is_slow);
        notes_free(&notes);
    }
    put_file("rank-1", "1\texit\t0\tafter\n");
    notes_read(folder, own, "", &notes);
    assert_true(notes_launcher_is_slow(&notes, 2));
    assert_false(notes_launcher_is_slow(&notes, 3));
}

/* A rank that crashed, and was then ended: the crash counts, with its own frames. */
static void the_first_event_counts(void **state)
{
    (void)state;
    const rank_note *n =
        read_one("9\tcrash\t8\nat\t0x10\n10\texit\t1\tinside\nin\tMPI_Wait\nat\t0x20\n");
    assert_int_equal(n->event, NOTE_CRASH);
    assert_int_equal(n->time, 9);
    assert_string_equal(n->call, "");
    assert_int_equal(n->frame_count, 1);
    assert_int_equal(n->frames[0], 0x10);
}

static void ranks_that_left_nothing(void **state)
{
    (void)state;
    put_file("rank-3", "1\tcrash\t11\n");
    put_file("other", "1\tcrash\t11\n");
    put_file("rank-9999", "1\tcrash\t11\n");
    notes_read(folder, own, "", &notes);
    assert_int_equal(notes.size, 4);
    for (int r = 0; r < 3; r++) {
        assert_int_equal(notes.ranks[r].event, NOTE_NONE);
    }
    notes_free(&notes);
    notes_read(in_folder("none"), own, "", &notes);
    assert_int_equal(notes.size, 0);
}

/* Written by a rank, so may hold anything. */
static void nonsense(void **state)
{
    (void)state;
    char rows[6000] = "1\terror\t";
    size_t used = 8;
    for (; used < 3000; used++) {
        rows[used] = 'x';
    }
    rows[used++] = '\t';
    for (; used < 4500; used++) {
        rows[used] = 'y';
    }
    for (int i = 0; i < 200; i++) {
        memcpy(rows + used, "\nat\t1", 5);
        used += 5;
    }
    const rank_note *n = read_one(rows);
    assert_int_equal(strlen(n->detail), sizeof n->detail - 1);
    assert_int_equal(strlen(n->text), sizeof n->text - 1);
    assert_int_equal(n->frame_count, NOTES_FRAMES);
    notes_free(&notes);
    n = read_one("\n\t\t\nin\nat\t0x5\nin\tMPI_Send\n12\n\t7\n");
    assert_int_equal(n->event, NOTE_NONE);
    assert_string_equal(n->call, "");
    assert_int_equal(n->frame_count, 0);
}

#ifdef MPILAB_TRACER
/* Where in this executable? */
static __attribute__((noinline)) uintptr_t here(void)
{
    return (uintptr_t)__builtin_return_address(0);
}

static int find_bias(struct dl_phdr_info *object, size_t size, void *bias)
{
    (void)size;
    *(uintptr_t *)bias = object->dlpi_addr;
    return 1;
}

/* The innermost frame in the student's file has the line: here the second, as the first is nowhere. */
static void the_line_of_the_innermost_frame(void **state)
{
    (void)state;
    char rows[200];
    uintptr_t bias = 0, at = here() - 1;
    int line = __LINE__ - 1;
    dl_iterate_phdr(find_bias, &bias);
    snprintf(rows, sizeof rows, "1\tcrash\t11\nat\t0x1\nat\t0x%" PRIxPTR "\n", at - bias);
    put_file("rank-0", rows);
    put_file("rank-1", "1\tcrash\t11\nat\t0x1\n");
    notes_read(folder, own, __FILE__, &notes);
    assert_int_equal(notes.ranks[0].line, line);
    assert_int_equal(notes.ranks[1].line, 0);
    notes_free(&notes);
    notes_read(folder, own, "/another/file.c", &notes);
    assert_int_equal(notes.ranks[0].line, 0);
    notes_free(&notes);
    notes_read(folder, in_folder("no-executable"), __FILE__, &notes);
    assert_int_equal(notes.ranks[0].line, 0);
}
#endif

#define notes_test(test) cmocka_unit_test_setup_teardown(test, folder_begin, end)

int main(int argc, char *argv[])
{
    own = argc > 0 ? argv[0] : "";
    const struct CMUnitTest tests[] = {
        notes_test(an_error),
        notes_test(each_kind_of_event),
        notes_test(where_the_launcher_takes_the_time),
        notes_test(the_first_event_counts),
        notes_test(ranks_that_left_nothing),
        notes_test(nonsense),
#ifdef MPILAB_TRACER
        notes_test(the_line_of_the_innermost_frame),
#endif
    };
    return cmocka_run_group_tests_name("check_notes", tests, NULL, NULL);
}
