/* softmax.h against textbook loops, and its gradient against differences of its own loss. */
#include "common/parts/softmax.h"
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

enum {
    MAX_SAMPLES = 70,
    MAX_FEATURES = 13,
    MAX_WEIGHTS = (MAX_FEATURES + 1) * SOFTMAX_MAX_CLASSES
};

static uint8_t bytes[MAX_SAMPLES * MAX_FEATURES], labels[MAX_SAMPLES];
static double weights[MAX_WEIGHTS], gradient[MAX_WEIGHTS];

static double between(double low, double high)
{
    static uint64_t state = 42;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * (double)(state >> 11) / 9007199254740992.0;
}

static samples random_samples(int features, int classes, int64_t count)
{
    for (int i = 0; i < count * features; i++) {
        bytes[i] = (uint8_t)between(0, 256);
    }
    for (int64_t i = 0; i < count; i++) {
        labels[i] = (uint8_t)between(0, classes);
    }
    for (int i = 0; i < (features + 1) * classes; i++) {
        weights[i] = between(-2, 2);
    }
    return (samples){features, classes, 1.0 / 255, count, bytes, labels};
}

/* The probability of every class for one sample. */
static void probabilities(const samples *s, int64_t sample, long double p[])
{
    long double sum = 0;
    for (int c = 0; c < s->classes; c++) {
        long double score = weights[s->features * s->classes + c];
        for (int f = 0; f < s->features; f++) {
            score += s->scale * s->bytes[sample * s->features + f] * weights[f * s->classes + c];
        }
        p[c] = expl(score);
        sum += p[c];
    }
    for (int c = 0; c < s->classes; c++) {
        p[c] /= sum;
    }
}

static void check_shape(int features, int classes, int64_t count)
{
    const samples s = random_samples(features, classes, count);
    long double loss = 0, want[MAX_WEIGHTS] = {0}, p[SOFTMAX_MAX_CLASSES];
    int64_t right = 0;
    for (int64_t i = 0; i < count; i++) {
        int best = 0;
        probabilities(&s, i, p);
        loss -= logl(p[labels[i]]) / count;
        for (int c = 0; c < classes; c++) {
            const long double error = (p[c] - (labels[i] == c)) / count;
            for (int f = 0; f < features; f++) {
                want[f * classes + c] += s.scale * bytes[i * features + f] * error;
            }
            want[features * classes + c] += error;
            best = p[c] > p[best] ? c : best;
        }
        right += best == labels[i];
    }
    assert_true(fabs(softmax_gradient(&s, weights, gradient) - (double)loss) < 1e-13);
    for (int i = 0; i < (features + 1) * classes; i++) {
        assert_true(fabs(gradient[i] - (double)want[i]) < 1e-13);
    }
    assert_int_equal(softmax_count_right(&s, weights), right);
}

static void agrees_with_plain_loops(void **state)
{
    (void)state;
    const int counts[] = {1, 2, 3, 4, 5, 31, 32, 33, 64, 70};
    for (int features = 1; features <= MAX_FEATURES; features++) {
        for (int classes = 2; classes <= SOFTMAX_MAX_CLASSES; classes++) {
            for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
                check_shape(features, classes, counts[i]);
            }
        }
    }
}

static void gradient_is_the_slope_of_the_loss(void **state)
{
    (void)state;
    const samples s = random_samples(7, 5, 20);
    double unused[MAX_WEIGHTS];
    softmax_gradient(&s, weights, gradient);
    for (int i = 0; i < 8 * 5; i++) {
        const double step = 1e-5, there = weights[i];
        weights[i] = there + step;
        const double above = softmax_gradient(&s, weights, unused);
        weights[i] = there - step;
        const double below = softmax_gradient(&s, weights, unused);
        weights[i] = there;
        assert_true(fabs((above - below) / (2 * step) - gradient[i]) < 1e-8);
    }
}

static void a_shard_without_samples_has_mean_zero(void **state)
{
    (void)state;
    const samples s = random_samples(3, 4, 0);
    for (int i = 0; i < 4 * 4; i++) {
        gradient[i] = 7;
    }
    assert_true(softmax_gradient(&s, weights, gradient) == 0);
    for (int i = 0; i < 4 * 4; i++) {
        assert_true(gradient[i] == 0);
    }
    assert_int_equal(softmax_count_right(&s, weights), 0);
}

static void large_scores_do_not_overflow(void **state)
{
    (void)state;
    const samples s = random_samples(2, 3, 9);
    for (int i = 0; i < 3 * 3; i++) {
        weights[i] *= 1e5;
    }
    assert_true(isfinite(softmax_gradient(&s, weights, gradient)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_plain_loops),
        cmocka_unit_test(gradient_is_the_slope_of_the_loss),
        cmocka_unit_test(a_shard_without_samples_has_mean_zero),
        cmocka_unit_test(large_scores_do_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
