/* random.h against published numbers; circle.h against plain loops. */
#include "common/parts/circle.h"
#include "common/parts/random.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>

/* The first outputs of splitmix64.c with these seeds, as many libraries test theirs. */
static void random_numbers_are_those_published(void **state)
{
    static const uint64_t zero[] = {0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f};
    static const uint64_t other[] = {6457827717110365317u, 3203168211198807973u,
                                     9817491932198370423u, 4593380528125082431u,
                                     16408922859458223821u};
    (void)state;
    for (uint64_t i = 0; i < 3; i++) {
        assert_true(random_bits(0, i) == zero[i]);
    }
    for (uint64_t i = 0; i < 5; i++) {
        assert_true(random_bits(1234567, i) == other[i]);
    }
}

static int64_t plain_hits(uint64_t seed, uint64_t first, uint64_t count)
{
    int64_t hits = 0;
    for (uint64_t i = first; i < first + count; i++) {
        long double x = (long double)(random_bits(seed, i) >> 33) / 2147483648.0L;
        long double y = (long double)((random_bits(seed, i) >> 1) & 0x7fffffff) / 2147483648.0L;
        hits += x * x + y * y < 1;
    }
    return hits;
}

static void hits_are_those_of_a_plain_loop(void **state)
{
    (void)state;
    for (int64_t count = 0; count < 40; count++) {
        assert_int_equal(circle_hits(5, 1000 - count, count),
                         plain_hits(5, 1000 - (uint64_t)count, (uint64_t)count));
    }
    assert_int_equal(circle_hits(2147483647, 4294967000, 100000),
                     plain_hits(2147483647, 4294967000, 100000));
    assert_int_equal(circle_hits(0, 77, -1), 0);
}

static void parts_of_a_range_add_up(void **state)
{
    (void)state;
    int64_t all = circle_hits(9, 0, 100000), sum = 0;
    for (int part = 0; part < 7; part++) {
        partition_range mine = partition_block(100000, 7, part);
        sum += circle_hits(9, mine.first, mine.count);
    }
    assert_int_equal(sum, all);
    assert_true(fabs(4e-5 * (double)all - 3.14159265) < 5 * 1.64 / sqrt(1e5));
}

/* Batches follow one another, each as long as all before it (but for one), and end where the next block begins. */
static void batches_cover_all_samples(void **state)
{
    static const int64_t sizes[] = {1, 2, 31, 32, 33, 1000, 65536, 123456789};
    (void)state;
    for (int s = 0; s < 8; s++) {
        int64_t next = 0;
        for (int block = 0; block < CIRCLE_BLOCKS; block++) {
            int64_t begin = next;
            for (int round = 0; round < CIRCLE_ROUNDS; round++) {
                partition_range batch = circle_batch(sizes[s], block, round);
                assert_int_equal(batch.first, next);
                assert_true(round == 0 || llabs(batch.count - (next - begin)) <= 1);
                next += batch.count;
            }
        }
        assert_int_equal(next, sizes[s]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_numbers_are_those_published),
        cmocka_unit_test(hits_are_those_of_a_plain_loop),
        cmocka_unit_test(parts_of_a_range_add_up),
        cmocka_unit_test(batches_cover_all_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
