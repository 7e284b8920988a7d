/* Of this very program, as if it were the only rank of a run. */
#include "tools/check/usage.h"
#include "tests/check/support.h"
#include "tools/check/process.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char own[PATH_MAX], place[PATH_MAX];
static usage u;

static int begin(void **state)
{
    (void)state;
    if (realpath("/proc/self/exe", own) == NULL || getcwd(place, sizeof place) == NULL) {
        return 1;
    }
    u = (usage){.executable = own, .folder = place, .ranks = 1, .cores = 1};
    return 0;
}

static void a_rank_is_found(void **state)
{
    (void)state;
    usage_look(&u, process_now());
    assert_int_equal(u.count, 1);
    assert_int_equal(u.pids[0], getpid());
    assert_true(u.bytes > 100000);
    u.begun -= 1000; /* a second and more ago, and it has waited for less */
    usage_look(&u, process_now());
    assert_true(u.seconds > 1 && u.seconds <= 1001);
}

static void memory_counts(void **state)
{
    (void)state;
    enum { MORE = 50 << 20 };
    usage_look(&u, process_now());
    uint64_t before = u.bytes;
    char *more = malloc(MORE);
    assert_non_null(more);
    memset(more, 1, MORE);
    usage_look(&u, process_now());
    assert_true(u.bytes > before + MORE / 2 || more[MORE / 2] == 0);
    free(more);
    assert_true(usage_most_bytes() >= 1ULL << 30 && usage_most_bytes() <= 4ULL << 30);
}

/* Time that a rank has only because ranks share cores is worth more. */
static void shared_cores(void **state)
{
    (void)state;
    u.ranks = 4;
    usage_look(&u, process_now());
    u.begun -= 1000;
    usage_look(&u, process_now());
    assert_true(u.seconds > 1 && u.seconds <= 1001); /* never more than by the clock */
}

static void others_are_not_looked_at(void **state)
{
    (void)state;
    u.folder = "/nowhere";
    usage_look(&u, process_now());
    assert_int_equal(u.count, 0);
    assert_true(u.seconds == 0 && u.bytes == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_rank_is_found, begin),
        cmocka_unit_test_setup(memory_counts, begin),
        cmocka_unit_test_setup(shared_cores, begin),
        cmocka_unit_test_setup(others_are_not_looked_at, begin),
    };
    return cmocka_run_group_tests_name("check_usage", tests, NULL, NULL);
}
