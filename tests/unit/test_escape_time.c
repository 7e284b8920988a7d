// escape_time_row against the plain loop, count for count, in every instruction set of this processor.
#define _POSIX_C_SOURCE 200809L // setenv

// The plain loop below must not be fused into multiply-adds either; see escape_time.c.
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=off")
#endif

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/parts/escape_time.h"

enum { MAX_WIDTH = 10000, GUARD = -7 };

static const char *const sets[] = {"avx512", "avx2", "generic", "scalar"};
enum { SETS = sizeof sets / sizeof sets[0] };

static const int limits[] = {1, 2, 31, 32, 33, 63, 64, 65, 1000};
enum { LIMITS = sizeof limits / sizeof limits[0] };

static int32_t plain_count(double cr, double ci, int max_iter)
{
    double zr = 0.0, zi = 0.0;
    for (int n = 1; n <= max_iter; n++) {
        const double zr2 = zr * zr, zi2 = zi * zi;
        zi = 2.0 * zr * zi + ci;
        zr = zr2 - zi2 + cr;
        if (zr * zr + zi * zi > 4.0)
            return n;
    }
    return max_iter;
}

// Chooses a set; 0 if this processor does not have it.
static int use(const char *set)
{
    setenv("MPILAB_INSTRUCTION_SET", set, 1);
    return strcmp(escape_time_instruction_set(), set) == 0;
}

static void assert_row(const double re[], int width, double im, int max_iter)
{
    static int32_t expected[MAX_WIDTH], counts[MAX_WIDTH + 1];
    int64_t sum = 0;
    for (int x = 0; x < width; x++) {
        expected[x] = plain_count(re[x], im, max_iter);
        sum += expected[x];
    }
    for (int s = 0; s < SETS; s++) {
        if (!use(sets[s]))
            continue;
        for (int x = 0; x <= width; x++)
            counts[x] = GUARD;
        const int64_t returned = escape_time_row(re, width, im, max_iter, counts);
        for (int x = 0; x < width; x++) {
            if (counts[x] != expected[x])
                fail_msg("%s: c = %.17g %+.17gi, max_iter %d, x %d of %d: %d, expected %d", sets[s],
                         re[x], im, max_iter, x, width, counts[x], expected[x]);
        }
        assert_int_equal(counts[width], GUARD);
        assert_int_equal(returned, sum);
    }
}

// Rows through a square view, at every limit.
static void assert_view(double re, double im, double span, int width, int rows)
{
    static double row[MAX_WIDTH];
    for (int x = 0; x < width; x++)
        row[x] = re + span * ((x + 0.5) / width - 0.5);
    for (int y = 0; y < rows; y++) {
        for (int i = 0; i < LIMITS; i++)
            assert_row(row, width, im + span * ((y + 0.5) / rows - 0.5), limits[i]);
    }
}

static void whole_set(void **state)
{
    (void)state;
    assert_view(-0.75, 0.0, 2.5, 501, 41); // an odd number of rows: one on the real axis
}

static void seahorse_valley(void **state)
{
    (void)state;
    assert_view(-0.743643887037151, 0.131825904205330, 0.01, 301, 23);
    assert_view(-0.743643887037151, 0.131825904205330, 1e-9, 301, 11);
}

static void far_away(void **state)
{
    (void)state;
    assert_view(0.0, 0.0, 100.0, 301, 11);
    assert_view(3e7, -2e8, 1e9, 101, 5);
    const double re[] = {0.0,      1e154, -1e154,    1e200, -1e308, 1e-308, 4.9e-324, -0.0,
                         INFINITY, -1.0,  -INFINITY, NAN,   0.25,   2.0,    -2.0,     NAN};
    const double im[] = {0.0, -0.0, 0.1, 4.9e-324, 1e-170, 2.0, 1e154, -1e308, INFINITY, NAN};
    for (size_t y = 0; y < sizeof im / sizeof im[0]; y++) {
        for (int i = 0; i < LIMITS; i++)
            assert_row(re, sizeof re / sizeof re[0], im[y], limits[i]);
    }
}

static void every_width(void **state)
{
    (void)state;
    double re[70];
    for (int x = 0; x < 70; x++)
        re[x] = -0.75 + 0.0003 * ((x * 37) % 70);
    for (int width = 0; width <= 70; width++) {
        for (int i = 0; i < LIMITS; i++)
            assert_row(re, width, 0.1, limits[i]);
    }
}

static void wider_than_one_part(void **state)
{
    (void)state;
    static double re[MAX_WIDTH];
    const int widths[] = {4095, 4096, 4097, MAX_WIDTH};
    for (int x = 0; x < MAX_WIDTH; x++)
        re[x] = -2.0 + 2.5 * x / MAX_WIDTH;
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++)
        assert_row(re, widths[i], 0.05, 300);
}

// Close to c = -2, |z| stays next to 2 for many steps and crosses it by a last bit: the one place
// where rounding might bring an escaped z back before the end of a block without a test.
static void near_minus_two(void **state)
{
    (void)state;
    double re[400];
    for (int k = 0; k < 400; k++)
        re[k] =
            -2.0 + (k < 200 ? (k - 20) * 0x1p-52 : ldexp(1.0, -(k - 200) / 4) * (k % 2 ? 1 : -1));
    for (int k = 0; k < 2000; k++)
        assert_row(re, 400, ldexp(1.0 + (k % 16) / 16.0, -k / 16) * (k % 2 ? 1 : -1), 200);
}

static void known_points(void **state)
{
    (void)state;
    const double re[] = {0.0, 1.0, 2.0, -2.0, -1.0, 0.25, 3.0};
    const int32_t expected[] = {1000, 3, 2, 1000, 1000, 1000, 1};
    for (int s = 0; s < SETS; s++) {
        int32_t counts[7];
        if (!use(sets[s]))
            continue;
        assert_int_equal(escape_time_row(re, 7, 0.0, 1000, counts), 4006);
        assert_memory_equal(counts, expected, sizeof expected);
    }
}

// Sums beyond 32 bits.
static void large_sum(void **state)
{
    (void)state;
    const double re[40] = {0.0};
    int32_t counts[40];
    unsetenv("MPILAB_INSTRUCTION_SET");
    assert_int_equal(escape_time_row(re, 40, 0.0, 60000000, counts), INT64_C(2400000000));
}

static void instruction_set_by_name(void **state)
{
    (void)state;
    unsetenv("MPILAB_INSTRUCTION_SET");
    const char *best = escape_time_instruction_set();
    assert_int_equal(use("scalar"), 1);
    assert_int_equal(use("abacus"), 0);
    assert_string_equal(escape_time_instruction_set(), best);
    use("");
    assert_string_equal(escape_time_instruction_set(), best);
    for (int s = 0; s < SETS; s++)
        print_message("%s: %s\n", sets[s], use(sets[s]) ? "tested" : "not on this processor");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_set),
        cmocka_unit_test(seahorse_valley),
        cmocka_unit_test(far_away),
        cmocka_unit_test(every_width),
        cmocka_unit_test(wider_than_one_part),
        cmocka_unit_test(near_minus_two),
        cmocka_unit_test(known_points),
        cmocka_unit_test(large_sum),
        cmocka_unit_test(instruction_set_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
