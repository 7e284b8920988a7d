#include "common/parts/circle.h"
#include "common/parts/random.h"
#include "common/results_names.h"
#include "common/timing.h"
#include <math.h>
#include <stdio.h>

/* ---- hits ---- */

#define PI 3.14159265358979323846

/* The loop, once for each set of instructions. */
#define COUNT_HITS(name)                                                                           \
    static int64_t name(uint64_t seed, uint64_t first, uint64_t count)                             \
    {                                                                                              \
        int64_t hits = 0;                                                                          \
        for (uint64_t i = first; i < first + count; i++) {                                         \
            uint64_t bits = random_bits(seed, i);                                                  \
            uint64_t x = bits >> 33, y = bits >> 1 & UINT64_C(0x7fffffff);                         \
            hits += (x * x + y * y) >> 62 == 0;                                                    \
        }                                                                                          \
        return hits;                                                                               \
    }

COUNT_HITS(count_hits)
#if defined(__GNUC__) && defined(__x86_64__)
__attribute__((target("avx512f,avx512dq"))) COUNT_HITS(count_hits_avx512)
#endif

    int64_t circle_hits(int seed, int64_t first, int64_t count)
{
    const uint64_t from = (uint64_t)first, many = count > 0 ? (uint64_t)count : 0;
#if defined(__GNUC__) && defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) {
        return count_hits_avx512((uint64_t)seed, from, many);
    }
#endif
    return count_hits((uint64_t)seed, from, many);
}

/* ---- blocks and rounds ---- */

/* The samples of a block in the rounds up to this one. */
static int64_t samples_so_far(int64_t samples, int block, int round)
{
    int64_t all = partition_block(samples, CIRCLE_BLOCKS, block).count;
    return round < 0 ? 0 : all >> (CIRCLE_ROUNDS - 1 - round);
}

partition_range circle_batch(int64_t samples, int block, int round)
{
    int64_t begin = samples_so_far(samples, block, round - 1);
    return (partition_range){partition_block(samples, CIRCLE_BLOCKS, block).first + begin,
                             samples_so_far(samples, block, round) - begin};
}

/* ---- what they say ---- */

static double estimate(int64_t hits, int64_t samples)
{
    return samples > 0 ? 4 * (double)hits / (double)samples : 0;
}

/* The standard deviation of an estimate by so many samples: a hit is worth 4, with probability pi/4. */
static double expected_error(int64_t samples)
{
    return samples > 0 ? sqrt(PI * (4 - PI) / (double)samples) : 0;
}

void circle_print(int64_t samples, int group, int groups, int round, int64_t hits)
{
    int64_t there = 0;
    for (int block = group; block < CIRCLE_BLOCKS; block += groups) {
        there += samples_so_far(samples, block, round);
    }
    if (there > 0) {
        printf("group %d of %d, after %11lld samples: %.6f\n", group, groups, (long long)there,
               estimate(hits, there));
    }
}

static double error_bar(int64_t samples, const int64_t block_hits[])
{
    double mean = 0, squares = 0, x[CIRCLE_BLOCKS];
    int blocks = samples < CIRCLE_BLOCKS ? (int)samples : CIRCLE_BLOCKS; /* those with samples */
    for (int b = 0; b < blocks; b++) {
        x[b] = estimate(block_hits[b], samples_so_far(samples, b, CIRCLE_ROUNDS - 1));
        mean += x[b] / blocks;
    }
    for (int b = 0; b < blocks; b++) {
        squares += (x[b] - mean) * (x[b] - mean);
    }
    return blocks > 1 ? sqrt(squares / blocks / (blocks - 1)) : 0;
}

/* The error of a single block after each round, and its number of samples. */
static void errors_of_blocks(int64_t samples, const int64_t hits[], double error[], double there[],
                             int64_t block_hits[])
{
    for (int round = 0; round < CIRCLE_ROUNDS; round++) {
        int blocks = 0;
        double squares = 0;
        there[round] = 0;
        for (int b = 0; b < CIRCLE_BLOCKS; b++) {
            int64_t count = samples_so_far(samples, b, round);
            block_hits[b] = (round > 0 ? block_hits[b] : 0) + hits[b * CIRCLE_ROUNDS + round];
            double off = estimate(block_hits[b], count) - PI;
            squares += count > 0 ? off * off : 0;
            blocks += count > 0;
            there[round] += (double)count / CIRCLE_BLOCKS;
        }
        error[round] = blocks > 0 ? sqrt(squares / blocks) : 0;
    }
}

void circle_write(results *file, int64_t samples, int64_t drawn, const int64_t hits[],
                  MPI_Comm comm)
{
    const hsize_t rounds[] = {CIRCLE_ROUNDS}, table[] = {CIRCLE_BLOCKS, CIRCLE_ROUNDS};
    double error[CIRCLE_ROUNDS], there[CIRCLE_ROUNDS];
    int64_t block_hits[CIRCLE_BLOCKS], all = 0, all_drawn = 0;
    int rank;
    MPI_Comm_rank(comm, &rank);
    double seconds = timing_seconds("compute"), longest = 0;
    MPI_Reduce(&drawn, &all_drawn, 1, MPI_INT64_T, MPI_SUM, 0, comm);
    MPI_Reduce(&seconds, &longest, 1, MPI_DOUBLE, MPI_MAX, 0, comm);
    results_write_scalar(file, "/result/drawn", H5T_NATIVE_INT64, &all_drawn);
    results_write_array(file, "/result/hits", H5T_NATIVE_INT64, hits, 2, table, 0);
    errors_of_blocks(samples, hits, error, there, block_hits);
    for (int b = 0; b < CIRCLE_BLOCKS; b++) {
        all += block_hits[b];
    }
    const double pi = estimate(all, samples), bar = error_bar(samples, block_hits);
    results_write_scalar(file, "/result/pi", H5T_NATIVE_DOUBLE, &pi);
    results_write_scalar(file, "/result/error_bar", H5T_NATIVE_DOUBLE, &bar);
    results_write_array(file, "/result/block_samples", H5T_NATIVE_DOUBLE, there, 1, rounds, 0);
    results_write_array(file, "/result/error", H5T_NATIVE_DOUBLE, error, 1, rounds, 0);
    results_units(file, "/result/block_samples", "1");
    results_text_attribute(file, "/result/error", NAME_PICTURE,
                           "log-log curve over block_samples with slope -0.5");
    if (rank == 0) {
        if (bar > 0) {
            printf("pi is about %.6f, give or take %.6f: off by %.6f\n", pi, bar, pi - PI);
        } else {
            printf("pi is about %.6f: off by %.6f (too few samples for an error bar)\n", pi,
                   pi - PI);
        }
        printf("%lld samples that are independent give or take %.6f; %.0f Msamples/s\n",
               (long long)samples, expected_error(samples),
               longest > 0 ? 1e-6 * (double)samples / longest : 0);
    }
}
