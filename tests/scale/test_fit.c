/* fit.h: models found again in times that were made from them, and figures worked out by hand. */
#include "tools/scale/fit.h"
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

static const double RANKS[] = {1, 2, 4, 8, 16, 7, 3};
enum { N = sizeof RANKS / sizeof *RANKS };

static void close_to(double got, double expected)
{
    assert_true(fabs(got - expected) <= 1e-9 * (1 + fabs(expected)));
}

static void median_of_odd_and_even_counts(void **state)
{
    (void)state;
    double odd[] = {5, 1, 3}, even[] = {4, 1, 3, 100}, one[] = {7};
    close_to(fit_median(odd, 3), 3);
    close_to(fit_median(even, 4), 3.5);
    close_to(fit_median(one, 1), 7);
}

/* A speed-up by Amdahl's law has the same Karp-Flatt fraction at every number of ranks: the serial one. */
static void karp_flatt_is_amdahls_serial_fraction(void **state)
{
    (void)state;
    for (int i = 1; i < N; i++) {
        double speedup = 1 / (0.05 + 0.95 / RANKS[i]);
        close_to(fit_karp_flatt(speedup, RANKS[i]), 0.05);
    }
    close_to(fit_karp_flatt(2.5, 4), 0.2); /* (1/2.5 - 1/4) / (1 - 1/4) */
    assert_true(isnan(fit_karp_flatt(1, 1)));
}

static void amdahl_is_found_again(void **state)
{
    (void)state;
    const double fractions[] = {0, 0.01, 0.3, 1};
    for (int k = 0; k < 4; k++) {
        double seconds[N];
        for (int i = 0; i < N; i++) {
            seconds[i] = 12 * (fractions[k] + (1 - fractions[k]) / RANKS[i]);
        }
        fit_model model = fit_amdahl(RANKS, seconds, N);
        assert_true(model.valid);
        close_to(model.serial, fractions[k]);
        close_to(model.seconds1, 12);
        close_to(fit_amdahl_seconds(model, 1600), 12 * (fractions[k] + (1 - fractions[k]) / 1600));
    }
}

static void gustafson_is_found_again(void **state)
{
    (void)state;
    const double fractions[] = {0, 0.01, 0.3, 1};
    for (int k = 0; k < 4; k++) {
        double seconds[N];
        for (int i = 0; i < N; i++) {
            double speedup = RANKS[i] - fractions[k] * (RANKS[i] - 1);
            seconds[i] = 3 * RANKS[i] / speedup;
        }
        fit_model model = fit_gustafson(RANKS, seconds, N);
        assert_true(model.valid);
        close_to(model.serial, fractions[k]);
        close_to(model.seconds1, 3);
        close_to(fit_gustafson_seconds(model, 16), seconds[4]);
    }
}

/* Times that no such law gives: the fractions stay within 0 and 1. */
static void fractions_stay_fractions(void **state)
{
    (void)state;
    const double faster[] = {10, 4, 1}, slower[] = {1, 2, 4}, ranks[] = {1, 2, 4};
    close_to(fit_amdahl(ranks, faster, 3).serial, 0);
    close_to(fit_amdahl(ranks, slower, 3).serial, 1);
    close_to(fit_gustafson(ranks, faster, 3).serial, 0);
    double worst = fit_gustafson(ranks, slower, 3).serial;
    assert_true(worst >= 0 && worst <= 1);
}

static void one_number_of_ranks_is_no_curve(void **state)
{
    (void)state;
    const double ranks[] = {4, 4}, seconds[] = {1, 1.1};
    assert_false(fit_amdahl(ranks, seconds, 2).valid);
    assert_false(fit_gustafson(ranks, seconds, 1).valid);
    assert_false(fit_amdahl(ranks, seconds, 0).valid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(median_of_odd_and_even_counts),
        cmocka_unit_test(karp_flatt_is_amdahls_serial_fraction),
        cmocka_unit_test(amdahl_is_found_again),
        cmocka_unit_test(gustafson_is_found_again),
        cmocka_unit_test(fractions_stay_fractions),
        cmocka_unit_test(one_number_of_ranks_is_no_curve),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
