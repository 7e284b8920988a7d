/* What sort's result must be: all keys made anew by one process and put in their order by counting digits
 * (radix sort); and that no rank has more than twice the mean and a few.
 * few items: --count 1|--count 3|--count 9 --keys reversed|--count 7 --keys equal */
#include "oracle.h"
#include <stdlib.h>
#include <string.h>

static uint64_t state;

/* splitmix64.c by Sebastiano Vigna, 2015, who gave it to the public domain. */
static uint64_t next(void)
{
    uint64_t z = (state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

static uint64_t make_key(const char *kind, uint64_t i, uint64_t count)
{
    uint64_t bits = next();
    switch (kind[0]) {
    case 'u':
        return bits / 4096 + 1; /* the upper 52 bits */
    case 's':
        return 4503599627370496 / count * (i + 1);
    case 'r':
        return 4503599627370496 / count * (count - i);
    case 'f':
        return (bits % 10 + 1) * 1000000007;
    default:
        return 42;
    }
}

/* By one byte after the other, the lowest first; each pass keeps the order of the one before. */
static void radix_sort(uint64_t keys[], uint64_t room[], size_t count)
{
    for (int shift = 0; shift < 64; shift += 8) {
        size_t first[257] = {0};
        for (size_t i = 0; i < count; i++) {
            first[(keys[i] >> shift) % 256 + 1]++;
        }
        for (int digit = 1; digit < 257; digit++) {
            first[digit] += first[digit - 1];
        }
        for (size_t i = 0; i < count; i++) {
            room[first[(keys[i] >> shift) % 256]++] = keys[i];
        }
        memcpy(keys, room, count * sizeof *keys);
    }
}

int main(int argc, char *argv[])
{
    hid_t file = oracle_open(argc, argv);
    int ranks = oracle_ranks(file);
    size_t count = strtoull(oracle_parameter(file, "count"), NULL, 10);
    state = strtoull(oracle_parameter(file, "seed"), NULL, 10);
    const char *kind = oracle_parameter(file, "keys");
    uint64_t *want = calloc(count, sizeof *want), *room = calloc(count, sizeof *room);
    for (size_t i = 0; i < count; i++) {
        want[i] = make_key(kind, i, count);
    }
    radix_sort(want, room, count);

    const hsize_t length[] = {count}, each[] = {(hsize_t)ranks};
    int64_t *keys = oracle_ints(file, "/result/keys", 1, length);
    for (size_t i = 0; i < count; i++) {
        oracle_expect((uint64_t)keys[i] == want[i], "key %zu is %lld, not %llu", i,
                      (long long)keys[i], (unsigned long long)want[i]);
    }
    int64_t *before = oracle_ints(file, "/timing/keys_before", 1, each);
    int64_t *after = oracle_ints(file, "/timing/keys_after", 1, each), all = 0, first = 0;
    int alike = kind[0] == 'f' || kind[0] == 'e'; /* equal keys stay together */
    for (int r = 0; r < ranks; r++) {
        oracle_expect(alike || after[r] <= 2 * (int64_t)count / ranks + ranks + 1,
                      "rank %d has %lld of %zu keys", r, (long long)after[r], count);
        all += after[r];
        first += before[r];
    }
    oracle_expect(all == (int64_t)count && first == all, "the ranks have %lld keys",
                  (long long)all);
    free(want);
    free(room);
    free(keys);
    free(before);
    free(after);
    return 0;
}
