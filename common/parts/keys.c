#include "common/parts/keys.h"
#include "common/memory.h"
#include "common/parts/random.h"
#include "common/results_names.h"
#include "common/timing.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_BITS = 52, DIFFERENT = 10 };

/* ---- making them ---- */

void keys_make(int kind, int seed, int64_t total, int64_t first, int64_t count, int64_t keys[])
{
    const int64_t step = (INT64_C(1) << KEY_BITS) / (total > 0 ? total : 1);
    for (int64_t k = 0; k < count; k++) {
        const int64_t i = first + k;
        const uint64_t bits = random_bits((uint64_t)seed, (uint64_t)i);
        keys[k] = kind == KEYS_UNIFORM    ? (int64_t)(bits >> (64 - KEY_BITS)) + 1
                  : kind == KEYS_SORTED   ? (i + 1) * step
                  : kind == KEYS_REVERSED ? (total - i) * step
                  : kind == KEYS_FEW      ? (int64_t)(bits % DIFFERENT + 1) * 1000000007
                                          : 42;
    }
}

/* ---- sorting and merging ---- */

static int ascending(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

void keys_sort(int64_t keys[], int64_t count)
{
    if (count > 0) {
        qsort(keys, (size_t)count, sizeof *keys, ascending);
    }
}

/* from[0 ... middle - 1] and from[middle ... end - 1] are sorted. */
static void merge_two(const int64_t from[], int64_t middle, int64_t end, int64_t to[])
{
    int64_t left = 0, right = middle;
    for (int64_t k = 0; k < end; k++) {
        bool take_left = left < middle && (right == end || from[left] <= from[right]);
        to[k] = take_left ? from[left++] : from[right++];
    }
}

/* One pass: of each two runs, one. ends[r]: where run r ends. Returns how many are left. */
static int merge_pairs(const int64_t from[], int64_t ends[], int runs, int64_t to[])
{
    int64_t begin = 0;
    for (int r = 0; r < runs; r += 2) {
        int64_t middle = ends[r], end = ends[r + 1 < runs ? r + 1 : r];
        merge_two(from + begin, middle - begin, end - begin, to + begin);
        begin = ends[r / 2] = end;
    }
    return (runs + 1) / 2;
}

void keys_merge(int64_t keys[], const int counts[], int runs)
{
    int64_t *ends = memory_allocate(runs, sizeof *ends), all = 0;
    for (int r = 0; r < runs; r++) {
        all += counts[r];
        ends[r] = all;
    }
    int64_t *room = memory_allocate(all, sizeof *room), *from = keys, *to = room;
    while (runs > 1) {
        runs = merge_pairs(from, ends, runs, to);
        int64_t *merged = to;
        to = from;
        from = merged;
    }
    if (from != keys) {
        memcpy(keys, from, (size_t)all * sizeof *keys);
    }
    free(room);
    free(ends);
}

/* ---- samples and splitters ---- */

void keys_regular_samples(const int64_t keys[], int64_t count, int samples, int64_t sample[])
{
    for (int k = 0; k < samples; k++) {
        sample[k] = count > 0 ? keys[k * count / samples] : 0;
    }
}

void keys_choose_splitters(int64_t samples[], int size, int64_t splitters[])
{
    int64_t count = (int64_t)size * size, none = 0;
    keys_sort(samples, count);
    while (none < count && samples[none] == 0) {
        none++; /* of ranks without keys */
    }
    for (int r = 1; r < size && none < count; r++) {
        int64_t place = none + r * (count - none) / size + size / 2 - 1;
        splitters[r - 1] = samples[place < count ? place : count - 1];
    }
}

/* How many of the sorted keys are at most `limit`. */
static int64_t keys_up_to(const int64_t keys[], int64_t count, int64_t limit)
{
    int64_t low = 0, high = count;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (keys[middle] <= limit) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void keys_split(const int64_t keys[], int64_t count, const int64_t splitters[], int parts,
                int counts[])
{
    int64_t begin = 0;
    for (int r = 0; r < parts; r++) {
        int64_t end = r < parts - 1 ? keys_up_to(keys, count, splitters[r]) : count;
        end = end > begin ? end : begin; /* splitters that do not rise */
        counts[r] = (int)(end - begin);
        begin = end;
    }
}

/* ---- are they all there, and in order? ---- */

void keys_hash(const int64_t keys[], int64_t count, int64_t hash[2])
{
    uint64_t sum = 0, mixed = 0;
    for (int64_t k = 0; k < count; k++) {
        uint64_t bits = random_bits(0, (uint64_t)keys[k]);
        sum += bits;
        mixed ^= bits;
    }
    hash[0] = (int64_t)sum;
    hash[1] = (int64_t)mixed;
}

static bool rise(const int64_t keys[], int64_t count)
{
    for (int64_t k = 1; k < count; k++) {
        if (keys[k] < keys[k - 1]) {
            return false;
        }
    }
    return true;
}

/* On rank 0: do all ranks' keys rise, also from one rank to the next? Ranks without keys do not count. */
static bool all_rise(const int64_t keys[], int64_t count, MPI_Comm comm)
{
    int rank, size;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    int64_t ends[3] = {count > 0 ? keys[0] : 0, count > 0 ? keys[count - 1] : 0, rise(keys, count)};
    int64_t *all = memory_allocate(rank == 0 ? 3 * size : 0, sizeof *all), last = 0;
    MPI_Gather(ends, 3, MPI_INT64_T, all, 3, MPI_INT64_T, 0, comm);
    bool good = true;
    for (int r = 0; rank == 0 && r < size; r++) {
        good = good && all[3 * r + 2] && (all[3 * r] == 0 || all[3 * r] >= last);
        last = all[3 * r + 1] > last ? all[3 * r + 1] : last;
    }
    free(all);
    return good;
}

static void print_how_it_went(const int64_t keys[], int64_t count, int64_t total,
                              const int64_t hash[2], MPI_Comm comm)
{
    int rank, size;
    int64_t after[2], off[2], changed[2] = {0, 0}, most = 0;
    double seconds = timing_seconds("compute") + timing_seconds("communication"), longest = 0;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    keys_hash(keys, count, after);
    off[0] = (int64_t)((uint64_t)after[0] - (uint64_t)hash[0]);
    off[1] = after[1] ^ hash[1];
    MPI_Reduce(&off[0], &changed[0], 1, MPI_INT64_T, MPI_SUM, 0, comm);
    MPI_Reduce(&off[1], &changed[1], 1, MPI_INT64_T, MPI_BXOR, 0, comm);
    MPI_Reduce(&count, &most, 1, MPI_INT64_T, MPI_MAX, 0, comm);
    MPI_Reduce(&seconds, &longest, 1, MPI_DOUBLE, MPI_MAX, 0, comm);
    bool rises = all_rise(keys, count, comm);
    if (rank == 0) {
        printf("%lld keys on %d ranks: %s, %s\n", (long long)total, size,
               rises ? "sorted" : "NOT sorted",
               changed[0] == 0 && changed[1] == 0 ? "the same as before"
                                                  : "NOT the same as before");
        printf("most keys of a rank: %.2f times the mean; %.1f Mkeys/s\n",
               (double)most * size / (double)total,
               longest > 0 ? 1e-6 * (double)total / longest : 0);
    }
}

void keys_write(results *file, const int64_t keys[], int64_t count, int64_t offset, int64_t total,
                int64_t before, const int64_t hash[2], MPI_Comm comm)
{
    int64_t *places = memory_allocate(count, sizeof *places);
    for (int64_t k = 0; k < count; k++) {
        places[k] = offset + k;
    }
    results_write_numbered_rows(file, "/result/keys", H5T_NATIVE_INT64, keys, places, count, total,
                                0);
    results_write_per_rank(file, "/timing/keys_before", H5T_NATIVE_INT64, &before);
    results_write_per_rank(file, "/timing/keys_after", H5T_NATIVE_INT64, &count);
    results_text_attribute(file, "/timing/keys_after", NAME_PICTURE, "bars over rank of keys");
    results_text_attribute(file, "/timing/keys_before", NAME_PICTURE, "bars over rank of keys");
    print_how_it_went(keys, count, total, hash, comm);
    free(places);
}
