/* timing.h. No test asserts how long anything takes: only what adds up, and what the file says. A
 * process keeps its regions from test to test. */
#include "common/timing.h"
#include "tests/unit/mpi_tests.h"
#include "tests/unit/result_file.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void summary_of_values(void **state)
{
    (void)state;
    const double seconds[] = {3, 1, 6, 2};
    timing_summary summary = timing_summarize(seconds, 4);
    assert_true(summary.min == 1 && summary.mean == 3 && summary.max == 6);
    assert_true(summary.imbalance == 2);
}

static void summary_of_one_value(void **state)
{
    (void)state;
    const double seconds[] = {0.25};
    timing_summary summary = timing_summarize(seconds, 1);
    assert_true(summary.min == 0.25 && summary.mean == 0.25 && summary.max == 0.25);
    assert_true(summary.imbalance == 1);
}

static void summary_of_no_time_is_balanced(void **state)
{
    (void)state;
    const double seconds[] = {0, 0, 0};
    timing_summary summary = timing_summarize(seconds, 3);
    assert_true(summary.min == 0 && summary.mean == 0 && summary.max == 0);
    assert_true(summary.imbalance == 1);
}

static void summary_where_one_rank_does_all(void **state)
{
    (void)state;
    const double seconds[] = {0, 0, 8, 0};
    timing_summary summary = timing_summarize(seconds, 4);
    assert_true(summary.min == 0 && summary.mean == 2 && summary.imbalance == 4);
}

/* Writes a report, and on rank 0 opens the file that it is in; -1 elsewhere. */
static hid_t report(const char *name)
{
    const char *path = mpi_tests_path(name);
    results *file = results_create(path, NULL, 0, MPI_COMM_WORLD);
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    return mpi_tests_rank == 0 ? result_file_open(path) : -1;
}

/* The file has these regions in this order, and as many rows and columns of seconds as it should. */
static void assert_regions(hid_t file, const char *const names[], int count)
{
    hsize_t shape[2] = {(hsize_t)count, (hsize_t)mpi_tests_size};
    result_file_assert_shape(file, "/timing/seconds", H5T_IEEE_F64LE, 2, shape);
    assert_string_equal(result_file_text_attribute(file, "/timing/seconds", "units"), "s");
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, TIMING_MAX_NAME);
    result_file_assert_shape(file, "/timing/regions", type, 1, shape);
    H5Tclose(type);
    for (int i = 0; i < count; i++) {
        assert_string_equal(result_file_text(file, "/timing/regions", i), names[i]);
    }
}

static void report_without_regions_has_the_total(void **state)
{
    (void)state;
    const char *const names[] = {"total"};
    hid_t file = report("empty.h5");
    if (mpi_tests_rank == 0) {
        assert_regions(file, names, 1);
        double *seconds = result_file_read(file, "/timing/seconds", H5T_NATIVE_DOUBLE);
        for (int r = 0; r < mpi_tests_size; r++) {
            assert_true(seconds[r] == 0);
        }
        free(seconds);
        result_file_close(file);
    }
}

static void region_never_entered_took_no_time(void **state)
{
    (void)state;
    assert_true(timing_seconds("never") == 0);
}

static void visit(const char *region)
{
    timing_start(region);
    timing_stop(region);
}

/* Lets the clock go on by at least a tick. */
static void wait_for_a_tick(void)
{
    double now = MPI_Wtime();
    while (MPI_Wtime() <= now) {
    }
}

/* Every rank enters "compute" and "only N" with its own number, the odd ones in the other order. What
 * rank 0 has comes first, in its order; then what rank 1 has more; and so on. */
static void regions_of_all_ranks_are_reported(void **state)
{
    (void)state;
    char own[32];
    snprintf(own, sizeof own, "only %d", mpi_tests_rank);
    const char *first = mpi_tests_rank % 2 == 0 ? "compute" : own;
    const char *second = mpi_tests_rank % 2 == 0 ? own : "compute";
    const char *const visits[] = {first, second};
    for (int i = 0; i < 2; i++) {
        timing_start(visits[i]);
        wait_for_a_tick();
        timing_stop(visits[i]);
    }

    hid_t file = report("regions.h5");
    if (mpi_tests_rank != 0) {
        return;
    }
    char texts[9][32];
    const char *names[9];
    int count = mpi_tests_size + 2;
    strcpy(texts[0], "compute");
    for (int r = 0; r < mpi_tests_size; r++) {
        snprintf(texts[1 + r], sizeof texts[0], "only %d", r);
    }
    strcpy(texts[count - 1], "total");
    for (int i = 0; i < count; i++) {
        names[i] = texts[i];
    }
    assert_regions(file, names, count);

    double *seconds = result_file_read(file, "/timing/seconds", H5T_NATIVE_DOUBLE);
    for (int r = 0; r < mpi_tests_size; r++) {
        const double *compute = seconds, *total = seconds + (count - 1) * mpi_tests_size;
        assert_true(compute[r] > 0);
        assert_true(total[r] >= compute[r]);
        for (int other = 0; other < mpi_tests_size; other++) {
            double only = seconds[(1 + other) * mpi_tests_size + r];
            assert_true(other == r ? only > 0 : only == 0);
        }
    }
    free(seconds);
    result_file_close(file);
}

static void visits_add_up(void **state)
{
    (void)state;
    double before = 0;
    for (int i = 0; i < 3; i++) {
        timing_start("visits");
        wait_for_a_tick();
        timing_stop("visits");
        assert_true(timing_seconds("visits") > before);
        before = timing_seconds("visits");
    }
    wait_for_a_tick();
    assert_true(timing_seconds("visits") == before);
}

static void region_that_is_still_running_counts(void **state)
{
    (void)state;
    timing_start("running");
    wait_for_a_tick();
    double one = timing_seconds("running");
    wait_for_a_tick();
    double two = timing_seconds("running");
    timing_stop("running");
    assert_true(0 < one && one < two && two <= timing_seconds("running"));
}

static void regions_may_nest_and_overlap(void **state)
{
    (void)state;
    timing_start("outer");
    wait_for_a_tick();
    timing_start("inner");
    wait_for_a_tick();
    timing_stop("inner");
    timing_start("crossing");
    wait_for_a_tick();
    timing_stop("outer");
    wait_for_a_tick();
    timing_stop("crossing");
    assert_true(timing_seconds("inner") > 0);
    assert_true(timing_seconds("inner") < timing_seconds("outer"));
    assert_true(timing_seconds("crossing") > 0);
}

static void name_may_have_31_characters(void **state)
{
    (void)state;
    const char name[] = "communication of the middle row";
    assert_int_equal(strlen(name), TIMING_MAX_NAME - 1);
    visit(name);
    wait_for_a_tick();
    assert_true(timing_seconds(name) >= 0);
    hid_t file = report("long.h5");
    if (mpi_tests_rank == 0) {
        bool found = false;
        for (int i = 0; !found; i++) {
            const char *there = result_file_text(file, "/timing/regions", i);
            found = strcmp(there, name) == 0;
            assert_string_not_equal(there, "total"); /* the last */
        }
        result_file_close(file);
    }
}

static void report_without_a_file(void **state)
{
    (void)state;
    timing_report(NULL, MPI_COMM_WORLD);
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(summary_of_values),
        cmocka_unit_test(summary_of_one_value),
        cmocka_unit_test(summary_of_no_time_is_balanced),
        cmocka_unit_test(summary_where_one_rank_does_all),
        cmocka_unit_test(report_without_regions_has_the_total),
        cmocka_unit_test(region_never_entered_took_no_time),
        cmocka_unit_test(regions_of_all_ranks_are_reported),
        cmocka_unit_test(visits_add_up),
        cmocka_unit_test(region_that_is_still_running_counts),
        cmocka_unit_test(regions_may_nest_and_overlap),
        cmocka_unit_test(name_may_have_31_characters),
        cmocka_unit_test(report_without_a_file),
    };
    mpi_tests_begin(argc, argv);
    return mpi_tests_end(cmocka_run_group_tests(tests, NULL, NULL));
}
