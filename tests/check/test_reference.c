/* folder is checkout, build tree and state in one: solutions/hello, data/, state/cache. */
#include "tools/check/reference.h"
#include "tests/check/support.h"
#include "tools/check/files.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char state_folder[SCRATCH_PATH], work[SCRATCH_PATH];
static settings how;
static program hello;
static check_case one = {.ranks = 2, .line = 1, .arguments = ""};
static reference kept;
static outcome *good, *got;

static int begin(void **state)
{
    folder_begin(state);
    scratch_path(state_folder, folder, "state");
    scratch_path(work, folder, "work");
    how = (settings){
        .root = folder, .build = folder, .preset = "dev", .state = state_folder, .work = work};
    hello = (program){.id = "01-hello", .name = "hello", .ranks = "1 2", .cases = ""};
    put_file("solutions/hello", "the solution");
    put_file("data/picture", "a picture");
    put_file("run/fresh/result.h5", "a result");
    good = outcomes_new(1);
    got = outcomes_new(1);
    good->has_run = good->has_result = true;
    good->seconds = 1.25;
    return good == NULL || got == NULL;
}

static int end(void **state)
{
    outcomes_free(good, 1);
    outcomes_free(got, 1);
    return folder_end(state);
}

/* Keeps the result of a good run, and closes. */
static void keep_one(void)
{
    reference_open(&how, &hello, &kept);
    assert_true(reference_keep(&kept, &one, in_folder("run"), good));
    reference_close(&kept);
}

/* Is it there for another check? */
static bool is_kept(void)
{
    memset(got, 0, sizeof *got);
    reference_open(&how, &hello, &kept);
    bool is = reference_read(&kept, &one, got);
    reference_close(&kept);
    return is;
}

static void what_is_kept_comes_back(void **state)
{
    (void)state;
    good->is_recorded = true;
    good->sent = (traffic){12, 3456, 1, 1};
    good->call_count = 2;
    good->calls[0] = (own_call){.call = "MPI_Send", .rank = 1, .line = 7, .count = 5};
    good->calls[1] = (own_call){.call = "MPI_Recv", .line = 9, .count = 6, .region = 1ULL << 63};
    good->region_count = 1;
    good->regions[0] = (region_traffic){
        .name = 1ULL << 63, .senders = 5, .steps = 3, .sending = 6, .receiving = 1ULL << 63};
    assert_false(is_kept());
    keep_one();
    assert_true(is_kept());
    assert_true(got->seconds == 1.25);
    assert_true(got->is_recorded);
    assert_int_equal(got->sent.messages, 12);
    assert_int_equal(got->sent.bytes, 3456);
    assert_int_equal(got->call_count, 2);
    assert_string_equal(got->calls[1].call, "MPI_Recv");
    assert_int_equal(got->calls[1].count, 6);
    assert_int_equal(got->calls[0].rank, 1);
    assert_true(got->calls[1].region == 1ULL << 63);
    assert_int_equal(got->region_count, 1);
    assert_true(got->regions[0].name == 1ULL << 63);
    assert_int_equal(got->regions[0].senders, 5);
    assert_int_equal(got->regions[0].steps, 3);
    assert_int_equal(got->regions[0].sending, 6);
    assert_true(got->regions[0].receiving == 1ULL << 63);
    reference_open(&how, &hello, &kept);
    char *result = reference_result(&kept, &one);
    assert_true(scratch_holds(result, "a result"));
    free(result);
    one.ranks = 3;
    assert_false(reference_read(&kept, &one, got));
    one.ranks = 2;
    reference_close(&kept);
}

static void a_time_that_was_too_long(void **state)
{
    (void)state;
    good->used = 0.75;
    good->seconds = 14;
    keep_one();
    assert_true(is_kept());
    assert_true(got->seconds == 14 && got->used == 0.75);
    reference_keep_seconds(&how, &hello, &one, 15, got);
    assert_true(is_kept());
    assert_true(got->seconds == 14);
    reference_keep_seconds(&how, &hello, &one, 0.5, got);
    assert_true(is_kept());
    assert_true(got->seconds == 0.5 && got->used == 0.75);
}

static void a_run_that_was_not_recorded(void **state)
{
    (void)state;
    keep_one();
    assert_true(is_kept());
    assert_false(got->is_recorded);
    assert_int_equal(got->call_count, 0);
}

static void only_good_runs_are_kept(void **state)
{
    (void)state;
    reference_open(&how, &hello, &kept);
    good->status = 1;
    assert_false(reference_keep(&kept, &one, in_folder("run"), good));
    good->status = 0;
    good->has_result = false;
    assert_false(reference_keep(&kept, &one, in_folder("run"), good));
    good->has_result = true;
    good->has_run = false;
    assert_false(reference_keep(&kept, &one, in_folder("run"), good));
    good->has_run = true;
    assert_false(reference_keep(&kept, &one, in_folder("no-run"), good)); /* no room, say */
    assert_false(reference_read(&kept, &one, got));
    reference_close(&kept);
}

/* Whatever the results depend on. What was kept before goes. */
static void assert_changed(void)
{
    reference_open(&how, &hello, &kept);
    char *result = reference_result(&kept, &one);
    assert_false(scratch_exists(result));
    assert_false(reference_read(&kept, &one, got));
    reference_close(&kept);
    free(result);
}

static void another_version_of_the_solution(void **state)
{
    (void)state;
    keep_one();
    put_file("solutions/hello", "the Solution");
    assert_changed();
    put_file("solutions/hello", "the solution");
    assert_false(is_kept()); /* it was removed */
}

static void other_data(void **state)
{
    (void)state;
    keep_one();
    put_file("data/.hidden", "is no data");
    assert_true(is_kept());
    put_file("data/picture", "another one");
    assert_changed();
}

static void other_cases_or_records(void **state)
{
    (void)state;
    keep_one();
    hello.cases = "--count 3";
    assert_changed();
    keep_one();
    hello.ranks = "1 2 3";
    assert_changed();
    keep_one();
    how.is_recorded = true;
    assert_changed();
}

static void programs_and_presets_keep_apart(void **state)
{
    (void)state;
    keep_one();
    hello.name = "other";
    put_file("solutions/other", "the solution");
    assert_false(is_kept());
    hello.name = "hello";
    how.preset = "asan";
    assert_false(is_kept());
    how.preset = "dev";
    assert_true(is_kept());
}

static mode_t mode_of_cache(void)
{
    struct stat status;
    assert_int_equal(stat(in_folder("state/cache"), &status), 0);
    return status.st_mode & 07777;
}

static void sealed_while_a_student_runs(void **state)
{
    (void)state;
    keep_one();
    reference_open(&how, &hello, &kept);
    reference_seal(&kept);
    assert_int_equal(mode_of_cache(), 0);
    reference_unseal(&kept);
    assert_int_equal(mode_of_cache(), S_IRWXU);
    assert_true(reference_read(&kept, &one, got));
    reference_seal(&kept);
    reference_close(&kept);
    assert_true(is_kept()); /* a check that was killed in the midst is no obstacle */
    assert_int_equal(mode_of_cache(), S_IRWXU);
}

static void a_state_that_cannot_be_written(void **state)
{
    (void)state;
    put_file("state", "a file is in the way");
    keep_one();
    assert_true(scratch_exists(in_folder("work/01-hello/reference/0/2-1.h5")));
    assert_true(is_kept());
    reference_open(&how, &hello, &kept);
    reference_seal(&kept);
    reference_unseal(&kept);
    reference_close(&kept);
    assert_true(scratch_holds(in_folder("state"), "a file is in the way"));
}

#define reference_test(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        reference_test(what_is_kept_comes_back),
        reference_test(a_time_that_was_too_long),
        reference_test(a_run_that_was_not_recorded),
        reference_test(only_good_runs_are_kept),
        reference_test(another_version_of_the_solution),
        reference_test(other_data),
        reference_test(other_cases_or_records),
        reference_test(programs_and_presets_keep_apart),
        reference_test(sealed_while_a_student_runs),
        reference_test(a_state_that_cannot_be_written),
    };
    return cmocka_run_group_tests_name("check_reference", tests, NULL, NULL);
}
