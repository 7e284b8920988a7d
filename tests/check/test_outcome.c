#include "tools/check/outcome.h"
#include "tests/check/support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* As a process leaves it that has been made to do harm. */
static void anything_is_made_safe(void **state)
{
    (void)state;
    outcome *o = outcomes_new(1);
    assert_non_null(o);
    memset(o, 0xff, sizeof *o);
    o->found_count = 1 << 30;
    o->difference_count = -1;
    outcome_make_safe(o);
    assert_int_equal(o->found_count, OUTCOME_FINDINGS);
    assert_int_equal(o->difference_count, 0);
    assert_int_equal(o->call_count, 0);
    assert_true(strlen(o->tail) < OUTCOME_TAIL);
    assert_true(strlen(o->end.kind) < sizeof o->end.kind);
    assert_true(o->end.severity <= FINDING_ERROR);
    for (int i = 0; i < o->found_count; i++) {
        const finding *f = &o->found[i];
        assert_true(f->values_used <= FINDING_VALUES);
        assert_string_equal(finding_text(f, "call"), "");
        assert_true(f->place_count >= 0 && f->place_count <= FINDING_PLACES);
    }
    o->call_count = OUTCOME_CALLS + 1;
    outcome_make_safe(o);
    assert_int_equal(o->call_count, OUTCOME_CALLS);
    assert_true(strlen(o->calls[OUTCOME_CALLS - 1].call) < 64);
    outcomes_free(o, 1);
}

static void what_is_right_stays(void **state)
{
    (void)state;
    outcome *o = outcomes_new(1), *before = malloc(sizeof *before);
    assert_true(o != NULL && before != NULL);
    finding_start(&o->end, FINDING_ERROR, "crash");
    finding_put(&o->end, "signal", "%d", 11);
    finding_place_add(&o->end, 1, "MPI_Send", "hello.c", 7);
    o->found[0] = o->end;
    o->found_count = 1;
    snprintf(o->tail, sizeof o->tail, "a\n\ttab");
    *before = *o;
    outcome_make_safe(o);
    assert_memory_equal(o, before, sizeof *o);
    free(before);
    outcomes_free(o, 1);
}

static void the_first_of_a_severity(void **state)
{
    (void)state;
    outcome *o = outcomes_new(1);
    assert_non_null(o);
    assert_null(outcome_first(o, FINDING_ERROR));
    finding_start(&o->found[0], FINDING_WARNING, "a");
    finding_start(&o->found[1], FINDING_ERROR, "b");
    finding_start(&o->found[2], FINDING_ERROR, "c");
    o->found_count = 2;
    assert_string_equal(outcome_first(o, FINDING_ERROR)->kind, "b");
    assert_string_equal(outcome_first(o, FINDING_WARNING)->kind, "a");
    o->found_count = 1;
    assert_null(outcome_first(o, FINDING_ERROR));
    outcomes_free(o, 1);
}

static void another_process_writes_into_them(void **state)
{
    (void)state;
    outcome *all = outcomes_new(3);
    assert_non_null(all);
    assert_int_equal(all[2].status, 0);
    pid_t child = fork();
    if (child == 0) {
        all[2].status = 5;
        _exit(0);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(all[2].status, 5);
    outcomes_free(all, 3);
    all = outcomes_new(0);
    assert_non_null(all);
    outcomes_free(all, 0);
    outcomes_free(NULL, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(anything_is_made_safe),
        cmocka_unit_test(what_is_right_stays),
        cmocka_unit_test(the_first_of_a_severity),
        cmocka_unit_test(another_process_writes_into_them),
    };
    return cmocka_run_group_tests_name("check_outcome", tests, NULL, NULL);
}
