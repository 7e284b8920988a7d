/* What pi's result must be: the samples one after the other, by the generator as its authors wrote it,
 * a state that goes on; and that the estimate is near pi.
 * few items: --samples 1 --seed 3|--samples 7 --groups 3|--samples 40 --groups 32 */
#include "oracle.h"
#include <math.h>
#include <stdlib.h>

enum { BLOCKS = 32, ROUNDS = 12 };

static uint64_t state;

/* splitmix64.c by Sebastiano Vigna, 2015, who gave it to the public domain. */
static uint64_t next(void)
{
    uint64_t z = (state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

/* The next sample: the highest 31 bits are x, the 31 after the next one are y. Is its distance from the origin less
 * than 2^31? */
static int is_hit(void)
{
    uint64_t bits = next(), x = bits >> 33, y = bits % (1ull << 32) / 2;
    return x * x + y * y < 1ull << 62;
}

/* Where the rounds of a block end: the last with all samples, the one before with half of them, and so on. */
static void halve(int64_t count, int64_t ends[ROUNDS])
{
    for (int round = ROUNDS - 1; round >= 0; round--) {
        ends[round] = count;
        count /= 2;
    }
}

int main(int argc, char *argv[])
{
    static int64_t want[BLOCKS][ROUNDS], counts[BLOCKS], ends[ROUNDS];
    hid_t file = oracle_open(argc, argv);
    int64_t samples = atoll(oracle_parameter(file, "samples")), all = 0, drawn = 0;
    int groups = atoi(oracle_parameter(file, "groups")), ranks = oracle_ranks(file);
    groups = groups < ranks ? groups : ranks;
    state = strtoull(oracle_parameter(file, "seed"), NULL, 10);
    for (int b = 0; b < BLOCKS; b++) {
        counts[b] = samples / BLOCKS + (b < samples % BLOCKS);
        halve(counts[b], ends);
        for (int64_t i = 0, round = 0; i < counts[b]; i++) {
            while (i >= ends[round]) {
                round++;
            }
            int hit = is_hit();
            want[b][round] += hit;
            all += hit;
        }
    }

    const hsize_t table[] = {BLOCKS, ROUNDS}, rows[] = {(hsize_t)groups, ROUNDS},
                  each[] = {(hsize_t)ranks};
    int64_t *hits = oracle_ints(file, "/result/hits", 2, table);
    int64_t *running = oracle_ints(file, "/result/running", 2, rows);
    for (int i = 0; i < BLOCKS * ROUNDS; i++) {
        oracle_expect(hits[i] == want[i / ROUNDS][i % ROUNDS], "block %d, round %d: %lld hits",
                      i / ROUNDS, i % ROUNDS, (long long)hits[i]);
    }
    for (int g = 0; g < groups; g++) {
        int64_t sum = 0;
        for (int r = 0; r < ROUNDS; r++) {
            for (int b = 0; b < BLOCKS; b++) {
                sum += b % groups == g ? want[b][r] : 0;
            }
            oracle_expect(running[g * ROUNDS + r] == sum, "group %d, round %d: %lld, not %lld", g,
                          r, (long long)running[g * ROUNDS + r], (long long)sum);
        }
    }

    double *pi = oracle_doubles(file, "/result/pi", 0, NULL);
    double *bar = oracle_doubles(file, "/result/error_bar", 0, NULL);
    double *error = oracle_doubles(file, "/result/error", 1, &table[1]);
    double sigma = sqrt(acos(-1) * (4 - acos(-1)) / (double)samples), x = 0, xx = 0, off = 0;
    oracle_expect(fabs(*pi - 4.0 * (double)all / (double)samples) < 1e-14, "pi is %g", *pi);
    oracle_expect(fabs(*pi - acos(-1)) < 5 * sigma, "pi is %g: more than 5 standard errors", *pi);
    int blocks = samples < BLOCKS ? (int)samples : BLOCKS;
    for (int b = 0; b < blocks; b++) {
        double own = 0;
        for (int r = 0; r < ROUNDS; r++) {
            own += 4.0 * (double)want[b][r] / (double)counts[b];
        }
        x += own / blocks;
        xx += own * own / blocks;
        off += pow(own - acos(-1), 2) / blocks;
    }
    double bar_is = blocks > 1 ? sqrt(fmax(0, xx - x * x) / (blocks - 1)) : 0;
    oracle_expect(fabs(*bar - bar_is) < 1e-7, "the error bar is %g, not %g", *bar, bar_is);
    oracle_expect(samples < 10000 || fabs(*bar / sigma - 1) < 0.5, "the error bar is %g", *bar);
    oracle_expect(fabs(error[ROUNDS - 1] - sqrt(off)) < 1e-7, "the error is %g", error[ROUNDS - 1]);

    int64_t *team = oracle_ints(file, "/result/team_size", 1, each);
    int64_t *total = oracle_ints(file, "/result/drawn", 0, NULL);
    int64_t *own = oracle_ints(file, "/timing/samples", 1, each);
    for (int r = 0; r < ranks; r++) {
        drawn += own[r];
        int size =
            (ranks - r % groups + groups - 1) / groups; /* r % groups, + groups, + 2 groups... */
        oracle_expect(team[r] == size, "rank %d is in a team of %d", r, (int)team[r]);
    }
    oracle_expect(drawn == samples && *total == samples, "the ranks have drawn %lld samples",
                  (long long)drawn);
    free(hits);
    free(running);
    free(pi);
    free(bar);
    free(error);
    free(own);
    free(team);
    free(total);
    return 0;
}
