/* samples [--quick]: the loop of 10-pi against the same loop with one sample at a time, and against one with a
 * generator that gives its numbers one after the other, by the C library. */
#include "common/parts/circle.h"
#include "common/parts/random.h"
#include "tests/bench/ratio.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t hits;

static double ours(void *count)
{
    hits = circle_hits(42, 0, *(int64_t *)count);
    return 0;
}

/* noinline, and a sum that the compiler cannot see through: no instruction works on two samples. */
static double one_at_a_time(void *count)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < *(int64_t *)count; i++) {
        uint64_t bits = random_bits(42, (uint64_t)i), x = bits >> 33, y = bits >> 1 & 0x7fffffff;
        sum += (x * x + y * y) >> 62 == 0;
        __asm__ volatile("" : "+r"(sum));
    }
    if (sum != hits) {
        fprintf(stderr, "samples: %lld hits, not %lld\n", (long long)sum, (long long)hits);
        exit(1);
    }
    return 0;
}

static double by_library(void *count)
{
    int64_t sum = 0;
    srand48(42);
    for (int64_t i = 0; i < *(int64_t *)count; i++) {
        double x = drand48(), y = drand48();
        sum += x * x + y * y < 1;
    }
    return sum > 0 ? 0 : 1;
}

int main(int argc, char *argv[])
{
    MPI_Init(&argc, &argv);
    int quick = argc > 1 && strcmp(argv[1], "--quick") == 0;
    int64_t count = quick ? 2000000 : 20000000;
    ratio_measure("pi.samples_vs_scalar", "counting hits, times as fast as one sample at a time",
                  ours, one_at_a_time, &count, quick ? 5 : 21);
    ratio_measure("pi.samples_vs_drand48", "... as fast as a loop with drand48()", ours, by_library,
                  &count, quick ? 5 : 21);
    MPI_Finalize();
    return 0;
}
