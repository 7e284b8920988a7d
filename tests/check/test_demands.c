#include "tools/check/demands.h"
#include "common/marks.h"
#include "tests/check/support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static outcome *student, *solution;
static check_case plain = {.ranks = 4, .line = 1, .arguments = ""};
static finding broken;

static int begin(void **state)
{
    (void)state;
    student = outcomes_new(1);
    solution = outcomes_new(1);
    if (student == NULL || solution == NULL) {
        return 1;
    }
    student->is_recorded = solution->is_recorded = true;
    memset(&broken, 0, sizeof broken);
    plain.arguments = "";
    plain.ranks = 4;
    return 0;
}

static int end(void **state)
{
    (void)state;
    outcomes_free(student, 1);
    outcomes_free(solution, 1);
    return 0;
}

static void calls(outcome *of, const char *call, int rank, long count)
{
    own_call *made = &of->calls[of->call_count++];
    snprintf(made->call, sizeof made->call, "%s", call);
    made->rank = rank;
    made->line = 10 + rank;
    made->count = count;
}

static bool met(const char *demands)
{
    return demands_are_met(demands, &plain, "/x/hello.c", student, solution, &broken);
}

static void nothing_is_demanded(void **state)
{
    (void)state;
    assert_true(met("-"));
    assert_true(met(""));
    assert_true(met("nonsense"));
    assert_true(met("some:MPI_Send"));
}

static void some(void **state)
{
    (void)state;
    calls(solution, "MPI_Gather", 0, 1);
    assert_false(met("some:MPI_Gather,MPI_Gatherv:one collective call does it"));
    assert_string_equal(broken.kind, "call_missing");
    assert_string_equal(finding_text(&broken, "call"), "MPI_Gather");
    assert_string_equal(finding_text(&broken, "why"), "one collective call does it");
    calls(student, "MPI_Gatherv", 3, 1);
    assert_true(met("some:MPI_Gather,MPI_Gatherv:one collective call does it"));
}

/* In a case in which the solution does not make the call either nobody need make it. */
static void some_where_the_solution_makes_none(void **state)
{
    (void)state;
    assert_true(met("some:MPI_Send:why"));
}

static void no_more_and_few(void **state)
{
    (void)state;
    calls(solution, "MPI_Send", 0, 2);
    calls(student, "MPI_Send", 0, 2);
    assert_true(met("no-more:MPI_Send:why"));
    calls(student, "MPI_Isend", 2, 1);
    assert_false(met("no-more:MPI_Send,MPI_Isend:why"));
    assert_string_equal(broken.kind, "calls_too_many");
    assert_string_equal(finding_text(&broken, "made"), "3");
    assert_string_equal(finding_text(&broken, "wanted"), "2");
    assert_int_equal(broken.place_count, 2);
    assert_string_equal(broken.places[1].file, "/x/hello.c");
    assert_int_equal(broken.places[1].line, 12);
    calls(student, "MPI_Send", 1, 5);
    assert_true(met("few:MPI_Send,MPI_Isend:why"));
    calls(student, "MPI_Send", 3, 1);
    assert_false(met("few:MPI_Send,MPI_Isend:why"));
}

static void the_first_that_is_not_met_is_told(void **state)
{
    (void)state;
    calls(solution, "MPI_Send", 0, 1);
    calls(solution, "MPI_Recv", 0, 1);
    assert_false(met("some:MPI_Recv:first|some:MPI_Send:second"));
    assert_string_equal(finding_text(&broken, "why"), "first");
    calls(student, "MPI_Recv", 0, 1);
    assert_false(met("some:MPI_Recv:first|some:MPI_Send:second"));
    assert_string_equal(finding_text(&broken, "why"), "second");
}

static void only_with_certain_arguments(void **state)
{
    (void)state;
    calls(solution, "MPI_Put", 0, 1);
    assert_true(met("some:MPI_Put:why:--one-sided"));
    plain.arguments = "--size 3 --one-sided";
    assert_false(met("some:MPI_Put:why:--one-sided"));
}

static void nothing_is_known_without_records(void **state)
{
    (void)state;
    calls(solution, "MPI_Put", 0, 1);
    student->is_recorded = false;
    assert_true(met("some:MPI_Put:why"));
    student->sent = (traffic){.messages = 1000, .bytes = 1 << 30};
    assert_false(demands_spare_messages(&plain, student, solution, &broken));
}

static void reduces_with_another_operation(void **state)
{
    (void)state;
    calls(solution, "MPI_Allreduce", 0, 1);
    calls(student, "MPI_Allreduce", 0, 1);
    snprintf(solution->calls[0].op, sizeof solution->calls[0].op, "MPI_MAX");
    snprintf(student->calls[0].op, sizeof student->calls[0].op, "MPI_MAX");
    assert_false(demands_other_operation("/x/hello.c", student, solution, &broken));
    snprintf(student->calls[0].op, sizeof student->calls[0].op, "MPI_SUM");
    assert_true(demands_other_operation("/x/hello.c", student, solution, &broken));
    assert_string_equal(finding_text(&broken, "op"), "MPI_SUM");
    assert_string_equal(finding_text(&broken, "wanted"), "MPI_MAX");
    calls(solution, "MPI_Allreduce", 0, 1); /* with both: nobody knows which it should be */
    snprintf(solution->calls[1].op, sizeof solution->calls[1].op, "MPI_SUM");
    assert_false(demands_other_operation("/x/hello.c", student, solution, &broken));
    snprintf(student->calls[0].call, sizeof student->calls[0].call, "MPI_Reduce");
    assert_false(demands_other_operation("/x/hello.c", student, solution, &broken));
}

/* ---- of a region ---- */

static void region(outcome *of, const char *name, uint64_t senders, int steps)
{
    of->regions[of->region_count++] =
        (region_traffic){.name = mark_of_name(name), .senders = senders, .steps = steps};
}

static void last_call_is_in(outcome *of, const char *name)
{
    of->calls[of->call_count - 1].region = mark_of_name(name);
}

static void calls_of_a_region(void **state)
{
    (void)state;
    calls(solution, "MPI_Bcast", 0, 2);
    last_call_is_in(solution, "library");
    calls(student, "MPI_Bcast", 0, 3);
    last_call_is_in(student, "library");
    assert_true(met("no-more@tree:MPI_Bcast:why")); /* not known */
    for (int i = 0; i < 2; i++) {
        region(solution, i == 0 ? "tree" : "library", 1, 1);
        region(student, i == 0 ? "tree" : "library", 1, 1);
    }
    assert_true(met("no-more@tree:MPI_Bcast:why"));
    assert_true(met("some@library:MPI_Bcast:why"));
    assert_true(met("some@tree:MPI_Bcast:why")); /* nor does the solution */
    assert_false(met("no-more@library:MPI_Bcast:why"));
    assert_string_equal(finding_text(&broken, "region"), "library");
    last_call_is_in(student, "tree");
    assert_false(met("no-more@tree:MPI_Bcast:why"));
    assert_false(met("some@library:MPI_Bcast:why"));
}

static void outside(void **state)
{
    (void)state;
    calls(solution, "MPI_Type_vector", 0, 1);
    calls(student, "MPI_Type_create_subarray", 0, 5);
    last_call_is_in(student, "blocks");
    region(solution, "blocks", 1, 1);
    region(student, "blocks", 1, 1);
    assert_false(met("outside@blocks:MPI_Type_vector,MPI_Type_create_subarray:why"));
    assert_string_equal(broken.kind, "call_missing_outside");
    assert_string_equal(finding_text(&broken, "call"), "MPI_Type_vector");
    calls(student, "MPI_Type_create_subarray", 1, 1);
    assert_true(met("outside@blocks:MPI_Type_vector,MPI_Type_create_subarray:why"));
}

static void senders(void **state)
{
    (void)state;
    region(solution, "ping-pong", 1 | 8, 1);
    region(student, "ping-pong", 1 | 2, 1);
    assert_false(met("senders@ping-pong:-:why"));
    assert_string_equal(broken.kind, "sends_nothing");
    assert_string_equal(finding_text(&broken, "ranks.who"), "3");
    student->regions[0].senders = 15;
    assert_true(met("senders@ping-pong:-:why"));
}

static void steps(void **state)
{
    (void)state;
    region(solution, "tree", 1, 3);
    region(student, "tree", 1, 4);
    plain.ranks = 5;
    assert_false(met("steps@tree:-:why"));
    assert_string_equal(broken.kind, "steps_too_many");
    assert_string_equal(finding_text(&broken, "made"), "4");
    assert_string_equal(finding_text(&broken, "wanted"), "3");
    plain.ranks = 7; /* a tree in a bad order */
    student->regions[0].steps = 5;
    assert_true(met("steps@tree:-:why"));
    plain.ranks = 4; /* ... is as bad as a loop here */
    student->regions[0].steps = 3;
    solution->regions[0].steps = 2;
    assert_true(met("steps@tree:-:why"));
    student->regions[0].senders = 0;
    assert_false(met("steps@tree:-:why"));
    assert_string_equal(broken.kind, "sends_nothing");
    assert_null(finding_get(&broken, "ranks.who"));
}

static void under_way(void **state)
{
    (void)state;
    region(solution, "inner", 7, 1);
    region(student, "inner", 7, 1);
    solution->regions[0].sending = solution->regions[0].receiving = 7;
    student->regions[0].sending = 7;
    student->regions[0].receiving = 5;
    assert_false(met("under-way@inner:-:why"));
    assert_string_equal(broken.kind, "nothing_under_way");
    assert_string_equal(finding_text(&broken, "ranks.who"), "1");
    assert_string_equal(finding_text(&broken, "what"), "receive");
    student->regions[0].receiving = 15;
    assert_true(met("under-way@inner:-:why"));
    student->regions[0].sending = 0;
    assert_false(met("under-way@inner:-:why"));
    assert_string_equal(finding_text(&broken, "ranks.who"), "0-2");
    assert_string_equal(finding_text(&broken, "what"), "send");
}

static void arrived(void **state)
{
    (void)state;
    region(solution, "border", 7, 1);
    region(student, "border", 7, 1);
    student->regions[0].sending = 7; /* that does no harm */
    solution->regions[0].receiving = 1;
    assert_true(met("arrived@border:-:why"));
    student->regions[0].receiving = 3;
    assert_false(met("arrived@border:-:why"));
    assert_string_equal(broken.kind, "still_under_way");
    assert_string_equal(finding_text(&broken, "ranks.who"), "1");
}

/* ---- of each rank ---- */

static void each(void **state)
{
    (void)state;
    for (int r = 0; r < 3; r++) {
        calls(solution, "MPI_Fetch_and_op", r, 9);
    }
    calls(student, "MPI_Get_accumulate", 1, 1);
    assert_false(met("each:MPI_Fetch_and_op,MPI_Get_accumulate:why"));
    assert_string_equal(broken.kind, "call_missing_on");
    assert_string_equal(finding_text(&broken, "ranks.who"), "0,2");
    calls(student, "MPI_Fetch_and_op", 0, 1);
    calls(student, "MPI_Fetch_and_op", 2, 1);
    assert_true(met("each:MPI_Fetch_and_op,MPI_Get_accumulate:why"));
}

static void completed(void **state)
{
    (void)state;
    calls(student, "MPI_Fetch_and_op", 1, 9);
    calls(student, "MPI_Win_unlock_all", 1, 1);
    assert_false(met("completed:MPI_Fetch_and_op:why"));
    assert_string_equal(broken.kind, "never_completed");
    assert_string_equal(finding_text(&broken, "made"), "9");
    assert_string_equal(finding_text(&broken, "after"), "1");
    calls(student, "MPI_Win_flush_local", 0, 9);
    assert_false(met("completed:MPI_Fetch_and_op:why"));
    calls(student, "MPI_Win_flush_local", 1, 8);
    assert_true(met("completed:MPI_Fetch_and_op:why"));
}

static void share(void **state)
{
    (void)state;
    assert_true(met("share:-:why"));
    finding_start(&student->differences[0], FINDING_NOTE, "idle_ranks");
    finding_put(&student->differences[0], "ranks.who", "1-3");
    student->difference_count = 1;
    assert_false(met("share:-:why"));
    assert_string_equal(broken.kind, "work_missing");
    assert_string_equal(finding_text(&broken, "ranks.who"), "1-3");
}

static void even(void **state)
{
    (void)state;
    assert_true(met("even:-:why"));
    finding_start(&student->differences[0], FINDING_NOTE, "uneven_shares");
    finding_put(&student->differences[0], "rank", "2");
    finding_put(&student->differences[0], "made", "90");
    finding_put(&student->differences[0], "wanted", "30");
    student->difference_count = 1;
    assert_true(met("share:-:why"));
    assert_false(met("even:-:why"));
    assert_string_equal(broken.kind, "work_uneven");
    assert_string_equal(finding_text(&broken, "rank"), "2");
    assert_string_equal(finding_text(&broken, "made"), "90");
}

/* ---- costs, and luck ---- */

static void collectives_to_spare(void **state)
{
    (void)state;
    calls(solution, "MPI_Allreduce", 0, 4);
    calls(student, "MPI_Allreduce", 0, 39);
    calls(student, "MPI_Send", 0, 1000);
    assert_false(demands_spare_calls(&plain, "/x/hello.c", student, solution, &broken));
    calls(student, "MPI_Allreduce", 3, 8); /* 11 for each of the ranks; 1 in the solution */
    assert_true(demands_spare_calls(&plain, "/x/hello.c", student, solution, &broken));
    assert_int_equal(broken.severity, FINDING_WARNING);
    assert_string_equal(finding_text(&broken, "made"), "11");
    assert_string_equal(finding_text(&broken, "wanted"), "1");
    calls(solution, "MPI_Allreduce", 0, 8); /* 3: not four times as many */
    assert_false(demands_spare_calls(&plain, "/x/hello.c", student, solution, &broken));
}

static void any_source_by_its_number(void **state)
{
    (void)state;
    source_file source = {.path = "/x/hello.c", .text = "MPI_Recv(-1);\n"};
    calls(student, "MPI_Recv", 2, 1);
    assert_false(demands_any_source(&source, student, &broken));
    student->calls[0].from_any = true;
    assert_true(demands_any_source(&source, student, &broken));
    assert_string_equal(broken.kind, "any_source_by_number");
    assert_string_equal(finding_text(&broken, "rank"), "2");
    source.text = "MPI_Recv(MPI_ANY_SOURCE);\n";
    assert_false(demands_any_source(&source, student, &broken));
}

static void sends(uint64_t messages, uint64_t bytes, uint64_t wanted_messages,
                  uint64_t wanted_bytes)
{
    student->sent = (traffic){messages, bytes, 2, 3};
    solution->sent = (traffic){wanted_messages, wanted_bytes, 0, 0};
}

static void messages_to_spare(void **state)
{
    (void)state;
    sends(12, 0, 6, 0);
    assert_true(demands_spare_messages(&plain, student, solution, &broken));
    assert_string_equal(broken.kind, "messages_to_spare");
    assert_int_equal(broken.severity, FINDING_WARNING);
    assert_string_equal(finding_text(&broken, "rank"), "2");
    assert_string_equal(finding_text(&broken, "sent"), "12");
    assert_string_equal(finding_text(&broken, "wanted"), "6");
    assert_string_equal(finding_text(&broken, "case"), "4 ranks");
    sends(11, 0, 6, 0); /* not twice as many */
    assert_false(demands_spare_messages(&plain, student, solution, &broken));
    sends(3, 0, 0, 0); /* too few to matter */
    assert_false(demands_spare_messages(&plain, student, solution, &broken));
    sends(4, 0, 0, 0);
    assert_true(demands_spare_messages(&plain, student, solution, &broken));
}

static void bytes_to_spare(void **state)
{
    (void)state;
    sends(1, 200000, 1, 100000);
    assert_true(demands_spare_messages(&plain, student, solution, &broken));
    assert_string_equal(broken.kind, "bytes_to_spare");
    assert_string_equal(finding_text(&broken, "rank"), "3");
    sends(1, 60000, 1, 0);
    assert_false(demands_spare_messages(&plain, student, solution, &broken));
}

#define demands_test(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        demands_test(nothing_is_demanded),
        demands_test(some),
        demands_test(some_where_the_solution_makes_none),
        demands_test(no_more_and_few),
        demands_test(the_first_that_is_not_met_is_told),
        demands_test(only_with_certain_arguments),
        demands_test(nothing_is_known_without_records),
        demands_test(reduces_with_another_operation),
        demands_test(calls_of_a_region),
        demands_test(outside),
        demands_test(senders),
        demands_test(steps),
        demands_test(under_way),
        demands_test(arrived),
        demands_test(each),
        demands_test(completed),
        demands_test(share),
        demands_test(even),
        demands_test(collectives_to_spare),
        demands_test(any_source_by_its_number),
        demands_test(messages_to_spare),
        demands_test(bytes_to_spare),
    };
    return cmocka_run_group_tests_name("check_demands", tests, NULL, NULL);
}
