#include "tools/check/demands.h"
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
        demands_test(messages_to_spare),
        demands_test(bytes_to_spare),
    };
    return cmocka_run_group_tests_name("check_demands", tests, NULL, NULL);
}
