// Speed of escape_time_row beside the plain scalar loop, and beside what the core could do.
//
//     escape_time [--quick] [--ratios]
//
// One line per view and instruction set: million iterations a second of either, their ratio (lowest
// and highest in brackets) and the part of the core's measured multiply-add limit that the kernel
// uses. An iteration counts as 7 floating-point operations, 3 multiplications and 4 additions; the
// escape test and steps done twice do not count. A multiply-add counts as 2, in a loop of independent
// ones as wide as the kernel's vectors (baseline x86-64 has none: a multiplication and an addition).
//
// Scalar loop, kernel and limit take turns row by row, so that all meet the same noise; a figure is
// the median over the repeats. --ratios: of the whole set and the best instruction set only, as lines
// of ratio.h. Exits 1 if the kernel's counts differ; no time is ever a failure.
#define _POSIX_C_SOURCE 200809L // clock_gettime, setenv

#include "common/parts/escape_time.h"
#include "tests/bench/ratio.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_WIDTH = 4096, MAX_REPEATS = 15 };

typedef struct {
    const char *name;
    double re, im, span; // centre; both sides of the square
    int width, rows, max_iter;
} view;

static const view views[] = {
    {"whole set", -0.75, 0.0, 2.5, 1024, 64, 1000},
    {"seahorse valley", -0.743643887037151, 0.131825904205330, 0.01, 4096, 32, 2000},
};

typedef struct {
    double scalar, kernel, limit; // iterations or operations a second
} speed;

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// What a first Mandelbrot program does, at -O2.
#if defined(__GNUC__) && !defined(__clang__)
__attribute__((noinline, optimize("O2", "fp-contract=off")))
#endif
static int64_t
scalar_row(const double re[], int width, double im, int max_iter, int32_t counts[])
{
    int64_t sum = 0;
    for (int x = 0; x < width; x++) {
        double zr = 0.0, zi = 0.0, zr2 = 0.0, zi2 = 0.0;
        int n = 0;
        do {
            zi = 2.0 * zr * zi + im;
            zr = zr2 - zi2 + re[x];
            zr2 = zr * zr;
            zi2 = zi * zi;
            n++;
        } while (!(zr2 + zi2 > 4.0) && n < max_iter);
        counts[x] = n;
        sum += n;
    }
    return sum;
}

#if defined(__GNUC__)
#if defined(__clang__)
#define CONTRACT
#else
#define CONTRACT __attribute__((optimize("O3", "fp-contract=fast")))
#endif

enum {
    CHAINS = 12,
    TURNS = 5000
}; // chains: more than latency times units; registers: fewer than 16

// Defines NAME: floating-point operations a second of independent multiply-adds on BYTES-wide vectors.
#define DEFINE_LIMIT(NAME, BYTES, TARGET)                                                          \
    TARGET CONTRACT static double NAME(void)                                                       \
    {                                                                                              \
        typedef double vec __attribute__((vector_size(BYTES)));                                    \
        vec chain[CHAINS], factor = {0}, term = {0};                                               \
        factor += 0.999, term += 0.001;                                                            \
        for (int i = 0; i < CHAINS; i++) {                                                         \
            chain[i] = factor * i;                                                                 \
        }                                                                                          \
        const double start = seconds();                                                            \
        for (int turn = 0; turn < TURNS; turn++) {                                                 \
            for (int i = 0; i < CHAINS; i++) {                                                     \
                chain[i] = chain[i] * factor + term;                                               \
            }                                                                                      \
        }                                                                                          \
        for (int i = 0; i < CHAINS; i++) {                                                         \
            term += chain[i];                                                                      \
        }                                                                                          \
        volatile double sink = term[0]; /* so that the loop has a purpose */                       \
        (void)sink;                                                                                \
        return 2.0 * TURNS * CHAINS * (BYTES / sizeof(double)) / (seconds() - start);              \
    }

DEFINE_LIMIT(limit_generic, 16, )
#if defined(__x86_64__)
DEFINE_LIMIT(limit_avx2, 32, __attribute__((target("avx2,fma"))))
DEFINE_LIMIT(limit_avx512, 64, __attribute__((target("avx512f"))))
#endif
#endif

typedef struct {
    const char *name;
    double (*limit)(void);
} instruction_set;

static const instruction_set sets[] = {
#if defined(__GNUC__) && defined(__x86_64__)
    {"avx512", limit_avx512},
    {"avx2", limit_avx2},
#endif
#if defined(__GNUC__)
    {"generic", limit_generic},
#endif
    {"scalar", NULL},
};

// Goes once through the view's rows. Exits if the counts differ.
static speed one_repeat(const view *v, int rows, double (*limit)(void))
{
    static double re[MAX_WIDTH];
    static int32_t expected[MAX_WIDTH], counts[MAX_WIDTH];
    double scalar = 0.0, kernel = 0.0, limits = 0.0;
    int64_t iterations = 0;
    for (int x = 0; x < v->width; x++)
        re[x] = v->re + v->span * ((x + 0.5) / v->width - 0.5);
    for (int y = 0; y < rows; y++) {
        const double im = v->im + v->span * ((y + 0.5) / rows - 0.5);
        const double start = seconds();
        const int64_t sum = scalar_row(re, v->width, im, v->max_iter, expected);
        const double middle = seconds();
        const int64_t same = escape_time_row(re, v->width, im, v->max_iter, counts);
        const double end = seconds();
        scalar += middle - start;
        kernel += end - middle;
        limits += limit ? limit() : 0.0;
        iterations += sum;
        if (sum != same || memcmp(expected, counts, sizeof counts[0] * v->width) != 0) {
            fprintf(stderr, "%s, %s: row %d differs from the scalar loop's\n", v->name,
                    escape_time_instruction_set(), y);
            exit(EXIT_FAILURE);
        }
    }
    return (speed){iterations / scalar, iterations / kernel, limits / rows};
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double values[], int number)
{
    qsort(values, number, sizeof values[0], ascending);
    return values[number / 2];
}

static void bench(const view *v, const instruction_set *set, bool quick)
{
    const int rows = quick ? 8 : v->rows, repeats = quick ? 3 : MAX_REPEATS;
    double scalar[MAX_REPEATS], kernel[MAX_REPEATS], ratio[MAX_REPEATS], used[MAX_REPEATS];
    for (int i = 0; i < repeats; i++) {
        const speed s = one_repeat(v, rows, set->limit);
        scalar[i] = 1e-6 * s.scalar;
        kernel[i] = 1e-6 * s.kernel;
        ratio[i] = s.kernel / s.scalar;
        used[i] = set->limit ? 100.0 * 7.0 * s.kernel / s.limit : 0.0;
    }
    const double middle = median(ratio, repeats); // sorts
    printf("%-16s %-8s %6.0f %7.0f  %5.2f [%5.2f %5.2f]", v->name, set->name,
           median(scalar, repeats), median(kernel, repeats), middle, ratio[0], ratio[repeats - 1]);
    if (set->limit)
        printf("  %3.0f %%", median(used, repeats));
    printf("\n");
    fflush(stdout);
}

// The two ratios that ./lab bench shows.
static void print_ratios(bool quick)
{
    const view *v = &views[0];
    double ratio[MAX_REPEATS], used[MAX_REPEATS];
    const int rows = quick ? 16 : v->rows, repeats = quick ? 5 : MAX_REPEATS;
    size_t best = 0; // the sets are in order, the best first
    while (strcmp(sets[best].name, escape_time_instruction_set()) != 0)
        best++;
    for (int i = 0; i < repeats; i++) {
        const speed s = one_repeat(v, rows, sets[best].limit);
        ratio[i] = s.kernel / s.scalar;
        used[i] = sets[best].limit ? 7.0 * s.kernel / s.limit : 0.0;
    }
    char text[100];
    snprintf(text, sizeof text, "the kernel (%s), times as fast as the scalar loop",
             sets[best].name);
    ratio_print("mandelbrot.kernel_vs_scalar", text, ratio, repeats);
    snprintf(text, sizeof text, "part of the core's multiply-add limit (%s)", sets[best].name);
    if (sets[best].limit)
        ratio_print("mandelbrot.kernel_vs_limit", text, used, repeats);
}

int main(int argc, char *argv[])
{
    bool quick = false, ratios = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--quick") == 0) {
            quick = true;
        } else if (strcmp(argv[i], "--ratios") == 0) {
            ratios = true;
        } else {
            fprintf(stderr, "usage: %s [--quick] [--ratios]\n", argv[0]);
            return 2;
        }
    }
    if (ratios) {
        print_ratios(quick);
        return 0;
    }
    printf("                            Miter/s           ratio         of the multiply-\n"
           "view             set      scalar  kernel  [lowest highest]  add limit\n");
    for (size_t i = 0; i < sizeof views / sizeof views[0]; i++) {
        for (size_t k = 0; k < sizeof sets / sizeof sets[0]; k++) {
            setenv("MPILAB_INSTRUCTION_SET", sets[k].name, 1);
            if (strcmp(escape_time_instruction_set(), sets[k].name) == 0)
                bench(&views[i], &sets[k], quick);
        }
    }
    return 0;
}
