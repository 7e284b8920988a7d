/* What point-to-point's result must be: closed form.
 * few items: --count 1 --max-bytes 2|--count 3 --max-bytes 8 --exchange order */
#include "oracle.h"
#include <stdlib.h>

/* Every sum is a whole number below 2^53, so it is exact in whatever order it is made. */
static double sum_of_vector(int owner, int count)
{
    int64_t full = count / 1000, rest = count % 1000;
    int64_t varying = full * (999 * 1000 / 2) + rest * (rest - 1) / 2;
    return (double)(1000 * (int64_t)(owner + 1) * count + varying);
}

static void expect_all_intact(hid_t file, const char *name, hsize_t sizes)
{
    int64_t *intact = oracle_ints(file, name, 1, &sizes);
    for (hsize_t i = 0; i < sizes; i++) {
        oracle_expect(intact[i] == 1, "%s: the message of 2^%d bytes is not", name, (int)i);
    }
    free(intact);
}

int main(int argc, char *argv[])
{
    hid_t file = oracle_open(argc, argv);
    int ranks = oracle_ranks(file), count = atoi(oracle_parameter(file, "count"));
    int64_t max_bytes = atoll(oracle_parameter(file, "max-bytes"));
    hsize_t shape[] = {(hsize_t)ranks, (hsize_t)ranks};
    double *sums = oracle_doubles(file, "/result/sums", 2, shape);
    for (int r = 0; r < ranks; r++) {
        for (int stop = 0; stop < ranks; stop++) {
            int owner = ((r - stop - 1) % ranks + ranks) % ranks;
            oracle_expect(sums[r * ranks + stop] == sum_of_vector(owner, count),
                          "rank %d, stop %d: the sum is %.0f, not that of rank %d's vector", r,
                          stop, sums[r * ranks + stop], owner);
        }
    }
    free(sums);

    hsize_t sizes = 0;
    for (int64_t n = 1; n <= max_bytes && ranks > 1; n *= 2) {
        sizes++;
    }
    expect_all_intact(file, "/result/intact_at_first", sizes);
    expect_all_intact(file, "/result/intact_at_last", sizes);
    if (ranks > 1) {
        double *seconds = oracle_doubles(file, "/timing/message_seconds", 1, &sizes);
        double *latency = oracle_doubles(file, "/timing/latency", 0, NULL);
        double *bandwidth = oracle_doubles(file, "/timing/bandwidth", 0, NULL);
        for (hsize_t i = 0; i < sizes; i++) {
            oracle_expect(seconds[i] > 0, "a message took no time");
        }
        oracle_expect(*latency >= 0 && *bandwidth >= 0, "a negative latency or bandwidth");
        free(seconds);
        free(latency);
        free(bandwidth);
    }
    return 0;
}
