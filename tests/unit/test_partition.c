/* partition.h against counting by hand: every item has one owner, and the shares are fair. */
#include "common/partition.h"
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

enum { MAX_ITEMS = 40, MAX_PARTS = 12 };

static void blocks_follow_each_other_and_cover_all(void **state)
{
    (void)state;
    for (int items = 0; items <= MAX_ITEMS; items++) {
        for (int parts = 1; parts <= MAX_PARTS; parts++) {
            int64_t next = 0;
            for (int part = 0; part < parts; part++) {
                partition_range range = partition_block(items, parts, part);
                assert_int_equal(range.first, next);
                assert_true(range.count >= 0);
                next += range.count;
            }
            assert_int_equal(next, items);
        }
    }
}

static void first_blocks_are_one_longer(void **state)
{
    (void)state;
    for (int items = 0; items <= MAX_ITEMS; items++) {
        for (int parts = 1; parts <= MAX_PARTS; parts++) {
            for (int part = 0; part < parts; part++) {
                int longer = part < items % parts;
                assert_int_equal(partition_block(items, parts, part).count, items / parts + longer);
            }
        }
    }
}

static void owner_of_an_item_has_it_in_its_block(void **state)
{
    (void)state;
    for (int items = 0; items <= MAX_ITEMS; items++) {
        for (int parts = 1; parts <= MAX_PARTS; parts++) {
            for (int item = 0; item < items; item++) {
                int owner = partition_block_owner(items, parts, item);
                assert_in_range(owner, 0, parts - 1);
                partition_range range = partition_block(items, parts, owner);
                assert_true(item >= range.first && item < range.first + range.count);
            }
        }
    }
}

static void cyclic_shares_are_dealt_out_like_cards(void **state)
{
    (void)state;
    for (int items = 0; items <= MAX_ITEMS; items++) {
        for (int parts = 1; parts <= MAX_PARTS; parts++) {
            int64_t dealt[MAX_PARTS] = {0};
            for (int item = 0, part = 0; item < items; item++) {
                assert_int_equal(partition_cyclic_owner(parts, item), part);
                dealt[part]++;
                part = part + 1 < parts ? part + 1 : 0;
            }
            for (int part = 0; part < parts; part++) {
                assert_int_equal(partition_cyclic_count(items, parts, part), dealt[part]);
            }
        }
    }
}

/* Sums of first and count, and products of part and length, must not overflow on the way. */
static void as_many_items_as_an_int64_can_count(void **state)
{
    (void)state;
    const int64_t totals[] = {INT64_MAX, INT64_MAX - 1, INT64_C(1) << 62, INT64_C(5000000000)};
    const int parts_of[] = {1, 2, 3, 7, 1000, INT32_MAX};
    for (int t = 0; t < 4; t++) {
        for (int p = 0; p < 6; p++) {
            int64_t items = totals[t];
            int parts = parts_of[p], last = parts - 1;
            partition_range first = partition_block(items, parts, 0);
            partition_range end = partition_block(items, parts, last);
            partition_range middle = partition_block(items, parts, parts / 2);
            assert_int_equal(first.first, 0);
            assert_true(items - end.count == end.first);
            assert_true(first.count - end.count == (items % parts != 0));
            assert_int_equal(partition_block_owner(items, parts, 0), 0);
            assert_int_equal(partition_block_owner(items, parts, items - 1), last);
            assert_int_equal(partition_block_owner(items, parts, middle.first), parts / 2);
            assert_int_equal(partition_block_owner(items, parts, middle.first + (middle.count - 1)),
                             parts / 2);
            assert_true(partition_cyclic_count(items, parts, 0) == first.count);
            assert_true(partition_cyclic_count(items, parts, last) == end.count);
            assert_true(partition_cyclic_owner(parts, items - 1) == (items - 1) % parts);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_follow_each_other_and_cover_all),
        cmocka_unit_test(first_blocks_are_one_longer),
        cmocka_unit_test(owner_of_an_item_has_it_in_its_block),
        cmocka_unit_test(cyclic_shares_are_dealt_out_like_cards),
        cmocka_unit_test(as_many_items_as_an_int64_can_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
