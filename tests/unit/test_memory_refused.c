/* memory.h, requests that cannot be met: failing_program at 3 ranks. */
#include "common/stop.h"
#include "tests/unit/child.h"
#include <stdio.h>

enum { RANKS = 3 };

static void more_than_the_host_has(void **state)
{
    (void)state;
    child run = run_child(RANKS, "too_much_on_all_ranks");
    assert_refused(&run, STOP_FAILURE, "the ranks of one host need", "GB of memory together");
    run = run_child(RANKS, "too_much_on_rank_1");
    assert_refused(&run, STOP_FAILURE, "the ranks of one host need");
    run = run_child(RANKS, "more_than_can_be_counted");
    assert_refused(&run, STOP_FAILURE, "the ranks of one host need");
}

static void enough_for_each_but_not_for_all(void **state)
{
    (void)state;
    child run = run_child(RANKS, "too_much_together");
    assert_refused(&run, STOP_FAILURE, "the ranks of one host need");
}

static void less_than_asked_for_on_one_rank(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__)
    puts("skipped: AddressSanitizer cannot live under a limit of memory itself");
    skip();
#else
    child run = run_child(RANKS, "limit_on_rank_1");
    assert_aborted(&run, "memory.c:", ": rank 1: calloc: no memory for 0.105 GB");
    run = run_child(RANKS, "limit_that_is_asked_for");
    assert_refused(&run, STOP_FAILURE, "no memory for 0.105 GB", "");
#endif
}

static void more_than_the_host_has_on_one_rank(void **state)
{
    (void)state;
    child run = run_child(RANKS, "too_much_on_rank_1_alone");
    assert_aborted(&run, "memory.c:", ": rank 1: calloc: no memory for 1125899.907 GB");
    run = run_child(RANKS, "more_than_can_be_counted_on_rank_1");
    assert_aborted(&run, "memory.c:", ": rank 1: calloc: no memory for 73786976294.838 GB");
}

static void block_that_cannot_grow(void **state)
{
    (void)state;
    child run = run_child(RANKS, "growing_too_much");
    assert_aborted(&run, "memory.c:", ": rank 1: realloc: no memory left");
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_than_the_host_has),
        cmocka_unit_test(enough_for_each_but_not_for_all),
        cmocka_unit_test(less_than_asked_for_on_one_rank),
        cmocka_unit_test(more_than_the_host_has_on_one_rank),
        cmocka_unit_test(block_that_cannot_grow),
    };
    child_begin(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
