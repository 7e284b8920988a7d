/* Jobs tell each other and us by memory that all share, and by pipes. */
#include "tools/check/pool.h"
#include "tests/check/support.h"
#include "tools/result_file/apart.h"
#include "tools/check/process.h"
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS = 6, WIDTH = 2, PLENTY = 100 };

typedef struct {
    int begun[JOBS];
    int begun_count; /* of the calls of begun, in the process of the pool */
    atomic_int done[JOBS], running, most;
    bool stop;
    int doors[WIDTH][2]; /* pipes; a byte opens the way for the one who reads there */
    pid_t jobs[JOBS], sleepers[JOBS];
} shared;

static shared *all;

static int begin(void **state)
{
    (void)state;
    all = apart_memory(sizeof *all);
    return all == NULL || pipe(all->doors[0]) != 0 || pipe(all->doors[1]) != 0;
}

static int end(void **state)
{
    (void)state;
    for (int i = 0; i < WIDTH; i++) {
        close(all->doors[i][0]);
        close(all->doors[i][1]);
    }
    apart_memory_free(all, sizeof *all);
    return 0;
}

static void note_begun(int number, void *context)
{
    shared *to = context;
    to->begun[to->begun_count++] = number;
}

static void note_done(int number, void *context)
{
    shared *to = context;
    int now = atomic_fetch_add(&to->running, 1) + 1, most = atomic_load(&to->most);
    while (now > most && !atomic_compare_exchange_weak(&to->most, &most, now)) {
    }
    atomic_fetch_add(&to->done[number], 1);
    atomic_fetch_sub(&to->running, 1);
}

static void all_are_done_once_in_this_order(void **state)
{
    (void)state;
    const int numbers[JOBS] = {3, 0, 5, 1, 4, 2};
    pool_run(numbers, JOBS, WIDTH, note_done, note_begun, all, NULL);
    assert_int_equal(all->begun_count, JOBS);
    assert_memory_equal(all->begun, numbers, sizeof numbers);
    for (int i = 0; i < JOBS; i++) {
        assert_int_equal(all->done[i], 1);
    }
    assert_true(all->most <= WIDTH);
}

static void nothing_to_do(void **state)
{
    (void)state;
    pool_run(NULL, 0, WIDTH, note_done, note_begun, all, NULL);
    pool_run((const int[]){1}, 1, WIDTH, note_done, NULL, all, NULL); /* nobody is told */
    assert_int_equal(all->begun_count, 0);
    assert_int_equal(all->done[1], 1);
}

static void open_door(const shared *to, int door)
{
    if (write(to->doors[door][1], "", 1) != 1) {
        abort();
    }
}

static void wait_at_door(const shared *to, int door)
{
    char byte;
    if (read(to->doors[door][0], &byte, 1) != 1) {
        abort();
    }
}

/* Two jobs, each of which ends only when the other has begun, can only end side by side. */
static void meet(int number, void *context)
{
    shared *to = context;
    alarm(PLENTY);
    open_door(to, 1 - number);
    wait_at_door(to, number);
    atomic_fetch_add(&to->done[number], 1);
}

static void as_many_at_a_time_as_asked_for(void **state)
{
    (void)state;
    pool_run((const int[]){0, 1}, WIDTH, WIDTH, meet, NULL, all, NULL);
    assert_int_equal(all->done[0], 1);
    assert_int_equal(all->done[1], 1);
}

static void set_stop(int number, void *context)
{
    shared *to = context;
    atomic_fetch_add(&to->done[number], 1);
    to->stop = number >= 1;
}

static void begins_no_more_once_stopped(void **state)
{
    (void)state;
    pool_run((const int[]){0, 1, 2, 3}, 4, 1, set_stop, note_begun, all, &all->stop);
    assert_int_equal(all->begun_count, 2);
    assert_int_equal(all->done[1], 1);
    assert_int_equal(all->done[2], 0);
}

static void crash_first(int number, void *context)
{
    if (number == 0) {
        raise(SIGKILL);
    }
    note_done(number, context);
}

static void a_job_that_crashes_ends_alone(void **state)
{
    (void)state;
    pool_run((const int[]){0, 1, 2}, 3, WIDTH, crash_first, note_begun, all, NULL);
    assert_int_equal(all->begun_count, 3);
    assert_int_equal(all->done[1] + all->done[2], 2);
}

/* ---- SIGTERM in the midst ---- */

static void sleep_long(int number, void *context)
{
    shared *to = context;
    char *argv[] = {"sleep", "100", NULL};
    to->jobs[number] = getpid();
    to->sleepers[number] = process_start(argv, NULL, -1);
    open_door(to, 0);
    int status = process_wait(to->sleepers[number], PLENTY);
    atomic_store(&to->done[number], status == 124 && process_interrupted() == SIGTERM);
}

static void run_sleepers(void)
{
    process_signals_begin();
    alarm(PLENTY);
    pool_run((const int[]){0, 1, 2, 3}, 4, WIDTH, sleep_long, note_begun, all, NULL);
    _exit(process_interrupted());
}

static void sigterm_leaves_no_process(void **state)
{
    (void)state;
    int status = 0;
    pid_t pool = fork();
    assert_true(pool >= 0);
    if (pool == 0) {
        run_sleepers();
    }
    for (int i = 0; i < WIDTH; i++) {
        wait_at_door(all, 0);
    }
    kill(pool, SIGTERM);
    assert_int_equal(waitpid(pool, &status, 0), pool);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), SIGTERM);
    assert_int_equal(all->begun_count, WIDTH);
    for (int i = 0; i < WIDTH; i++) {
        assert_true(all->done[i]); /* it was told, and has ended as it should */
        assert_int_equal(kill(all->jobs[i], 0), -1);
        assert_int_equal(kill(all->sleepers[i], 0), -1);
    }
}

#define pool_test(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    process_signals_begin();
    alarm(110); /* whatever happens */
    const struct CMUnitTest tests[] = {
        pool_test(all_are_done_once_in_this_order), pool_test(nothing_to_do),
        pool_test(as_many_at_a_time_as_asked_for),  pool_test(begins_no_more_once_stopped),
        pool_test(a_job_that_crashes_ends_alone),   pool_test(sigterm_leaves_no_process),
    };
    return cmocka_run_group_tests_name("check_pool", tests, NULL, NULL);
}
