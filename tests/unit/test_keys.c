/* keys.h: all ranks' work done by one process, for many numbers of ranks. */
#include "common/parts/keys.h"
#include "common/partition.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 5000, MOST_RANKS = 16, KINDS = 5 };

static int64_t all[MOST], whole[MOST];

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static void any_part_of_the_keys_can_be_made(void **state)
{
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        keys_make(kind, 3, 1000, 0, 1000, whole);
        for (int r = 0; r < 7; r++) {
            partition_range mine = partition_block(1000, 7, r);
            keys_make(kind, 3, 1000, mine.first, mine.count, all);
            assert_memory_equal(all, whole + mine.first, (size_t)mine.count * sizeof *all);
        }
        for (int i = 0; i < 1000; i++) {
            assert_true(whole[i] >= 1 && whole[i] <= INT64_C(1) << 52);
            assert_true(i == 0 || kind != KEYS_SORTED || whole[i] > whole[i - 1]);
            assert_true(i == 0 || kind != KEYS_REVERSED || whole[i] < whole[i - 1]);
        }
    }
}

static void runs_of_any_lengths_are_merged(void **state)
{
    (void)state;
    for (int runs = 1; runs <= 9; runs++) {
        int counts[9], count = 0;
        keys_make(KEYS_UNIFORM, runs, MOST, 0, MOST, all);
        for (int r = 0; r < runs; r++) {
            counts[r] = (r * 7 + runs) % 5 * 20;
            keys_sort(all + count, counts[r]);
            count += counts[r];
        }
        memcpy(whole, all, sizeof all);
        qsort(whole, (size_t)count, sizeof *whole, ascending);
        keys_merge(all, counts, runs);
        assert_memory_equal(all, whole, (size_t)count * sizeof *all);
    }
}

static void the_hash_does_not_depend_on_the_order(void **state)
{
    (void)state;
    int64_t one[2], other[2];
    keys_make(KEYS_UNIFORM, 5, 100, 0, 100, all);
    keys_hash(all, 100, one);
    keys_sort(all, 100);
    keys_hash(all, 100, other);
    assert_memory_equal(one, other, sizeof one);
    all[7] = all[8]; /* one is lost, one is there twice */
    keys_hash(all, 100, other);
    assert_true(one[0] != other[0] && one[1] != other[1]);
}

/* The most keys that a rank gets. */
static int64_t most_of_a_rank(int kind, int64_t total, int size)
{
    static int64_t samples[MOST_RANKS * MOST_RANKS], splitters[MOST_RANKS];
    int64_t received[MOST_RANKS] = {0}, most = 0, sum = 0;
    int counts[MOST_RANKS];
    memset(splitters, 0, sizeof splitters);
    keys_make(kind, 11, total, 0, total, all);
    for (int r = 0; r < size; r++) {
        partition_range mine = partition_block(total, size, r);
        keys_sort(all + mine.first, mine.count);
        keys_regular_samples(all + mine.first, mine.count, size, samples + r * size);
    }
    keys_choose_splitters(samples, size, splitters);
    for (int r = 0; r < size; r++) {
        partition_range mine = partition_block(total, size, r);
        int64_t begin = mine.first;
        keys_split(all + mine.first, mine.count, splitters, size, counts);
        for (int to = 0; to < size; to++) {
            for (int64_t k = begin; k < begin + counts[to]; k++) {
                assert_true(to == size - 1 || all[k] <= splitters[to]);
                assert_true(to == 0 || all[k] > splitters[to - 1]);
            }
            begin += counts[to];
            received[to] += counts[to];
        }
        assert_int_equal(begin, mine.first + mine.count);
    }
    for (int r = 0; r < size; r++) {
        most = received[r] > most ? received[r] : most;
        sum += received[r];
    }
    assert_int_equal(sum, total);
    return most;
}

static void no_rank_gets_more_than_twice_the_mean_and_a_few(void **state)
{
    static const int64_t totals[] = {1, 2, 3, 7, 16, 40, 100, 333, 1000, MOST};
    (void)state;
    for (int size = 1; size <= MOST_RANKS; size++) {
        for (int t = 0; t < 10; t++) {
            for (int kind = KEYS_UNIFORM; kind <= KEYS_REVERSED; kind++) {
                int64_t most = most_of_a_rank(kind, totals[t], size);
                if (most > 2 * totals[t] / size + size + 1) {
                    fail_msg("kind %d, %lld keys on %d ranks: %lld", kind, (long long)totals[t],
                             size, (long long)most);
                }
            }
            most_of_a_rank(KEYS_FEW, totals[t], size);
            assert_int_equal(most_of_a_rank(KEYS_EQUAL, totals[t], size), totals[t]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_part_of_the_keys_can_be_made),
        cmocka_unit_test(runs_of_any_lengths_are_merged),
        cmocka_unit_test(the_hash_does_not_depend_on_the_order),
        cmocka_unit_test(no_rank_gets_more_than_twice_the_mean_and_a_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
