/* timing.h used wrongly by rank 1: failing_program at 3 ranks. */
#include "tests/unit/child.h"

enum { RANKS = 3 };

static void region_started_twice(void **state)
{
    (void)state;
    child run = run_child(RANKS, "region_started_twice");
    assert_aborted(&run, ": rank 1: compute: timing region started twice");
}

static void region_stopped_without_start(void **state)
{
    (void)state;
    child run = run_child(RANKS, "region_stopped_without_start");
    assert_aborted(&run, ": rank 1: output: timing region stopped without a start");
    run = run_child(RANKS, "region_stopped_twice");
    assert_aborted(&run, ": rank 1: compute: timing region stopped without a start");
}

static void one_region_too_many(void **state)
{
    (void)state;
    child run = run_child(RANKS, "too_many_regions");
    assert_aborted(&run, ": rank 1: region 24: too many timing regions");
}

static void name_one_character_too_long(void **state)
{
    (void)state;
    child run = run_child(RANKS, "name_too_long");
    assert_aborted(&run, ": rank 1: communication of the middle rows: ", "too long a name");
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(region_started_twice),
        cmocka_unit_test(region_stopped_without_start),
        cmocka_unit_test(one_region_too_many),
        cmocka_unit_test(name_one_character_too_long),
    };
    child_begin(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
