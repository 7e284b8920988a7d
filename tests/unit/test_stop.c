/* stop.h, mpi_check.h and hdf5_check.h: failing_program at 3 ranks. */
#include "common/stop.h"
#include "tests/unit/child.h"
#include <string.h>

enum { RANKS = 3 };

static void goes_on_where_nobody_has_failed(void **state)
{
    (void)state;
    child run = run_child(RANKS, "nobody_fails");
    child_assert(&run, run.status == 0, "expected success");
    child_assert(&run, run.err[0] == '\0', "expected nothing on stderr");
    child_assert(&run, child_occurrences(run.out, "went on") == RANKS,
                 "expected all ranks to go on");
}

static void rank_that_has_failed_says_so(void **state)
{
    (void)state;
    child run = run_child(RANKS, "rank_2_fails");
    assert_refused(&run, STOP_USAGE, "unit: rank 2 has failed\n");
    child_assert(&run, run.out[0] == '\0', "expected no rank to go on");
}

static void lowest_of_several_says_so(void **state)
{
    (void)state;
    child run = run_child(RANKS, "ranks_1_and_2_fail");
    assert_refused(&run, 7, "unit: rank 1 has failed\n");
    run = run_child(RANKS, "all_ranks_fail");
    assert_refused(&run, STOP_FAILURE, "unit: rank 0 has failed\n");
}

static void all_ranks_exit_with_the_status(void **state)
{
    (void)state;
    child run = run_child(RANKS, "watched", "rank_2_fails");
    child_assert(&run, child_occurrences(run.out, "ended with 2\n") == RANKS, "expected status 2");
    run = run_child(RANKS, "watched", "ranks_1_and_2_fail");
    child_assert(&run, child_occurrences(run.out, "ended with 7\n") == RANKS, "expected status 7");
}

static void one_rank_alone(void **state)
{
    (void)state;
    child run = run_child(1, "all_ranks_fail");
    assert_refused(&run, STOP_FAILURE, "unit: rank 0 has failed\n");
}

static void earlier_output_is_not_lost(void **state)
{
    (void)state;
    child run = run_child(RANKS, "fails_after_output");
    assert_refused(&run, STOP_FAILURE, "rank 1");
    child_assert(&run, strcmp(run.out, "before") == 0, "expected what was printed before");
}

static void mpi_check_tells_where(void **state)
{
    (void)state;
    child run = run_child(RANKS, "call_of_mpi_fails");
    assert_aborted(&run,
                   "example.c:1234: rank 1: "
                   "MPI_Send(&value, 1, MPI_INT, 99, 0, MPI_COMM_WORLD): ",
                   "nvalid rank");
}

static void hdf5_check_tells_where(void **state)
{
    (void)state;
    child run = run_child(RANKS, "call_of_hdf5_fails");
    assert_aborted(&run,
                   "example.c:4321: rank 2: "
                   "H5Fopen(\"not/there.h5\", H5F_ACC_RDONLY, H5P_DEFAULT): ",
                   "not/there.h5'"); /* in HDF5's own words */
}

static void stop_here_works_without_mpi(void **state)
{
    (void)state;
    child run = run_child(1, "without_mpi");
    assert_refused(&run, STOP_FAILURE, "example.c:12: rank -1: malloc(9): no memory left");
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_on_where_nobody_has_failed),
        cmocka_unit_test(rank_that_has_failed_says_so),
        cmocka_unit_test(lowest_of_several_says_so),
        cmocka_unit_test(all_ranks_exit_with_the_status),
        cmocka_unit_test(one_rank_alone),
        cmocka_unit_test(earlier_output_is_not_lost),
        cmocka_unit_test(mpi_check_tells_where),
        cmocka_unit_test(hdf5_check_tells_where),
        cmocka_unit_test(stop_here_works_without_mpi),
    };
    child_begin(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
