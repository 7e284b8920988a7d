/* Keys to be sorted: 64-bit whole numbers from 1 to 2^52, so that 0 is no key. Key i depends on i, the seed and
 * the number of all keys alone, so any rank can make any of them; and what is not the lesson of sorting them on
 * many ranks. Nothing here communicates but keys_write. */
#ifndef MPILAB_KEYS_H
#define MPILAB_KEYS_H

#include "common/results.h"
#include <stdint.h>

enum { KEYS_UNIFORM, KEYS_SORTED, KEYS_REVERSED, KEYS_FEW, KEYS_EQUAL };
#define KEYS_WORDS "uniform|sorted|reversed|few|equal"

/* Makes the keys first ... first + count - 1 of `total`. uniform: random; sorted: each larger than the one
 * before; reversed: smaller; few: ten different ones; equal: all the same. */
void keys_make(int kind, int seed, int64_t total, int64_t first, int64_t count, int64_t keys[]);

/* Sorts them in place, by qsort. */
void keys_sort(int64_t keys[], int64_t count);

/* The keys at `samples` regular places of keys[count], which are sorted: number k * count / samples for k = 0, 1...
 * With fewer keys than samples some are taken more than once; with none, all samples are 0. */
void keys_regular_samples(const int64_t keys[], int64_t count, int samples, int64_t sample[]);

/* From the samples of all ranks, size of each, splitters[size - 1] in ascending order: keys up to splitters[0] are
 * for rank 0, those above splitters[size - 2] for the last rank. Sorts samples. This is the choice of Li, Lu, Schaeffer,
 * Shillington, Wong and Shi, "On the versatility of parallel sorting by regular sampling", Parallel Computing 19, 1993:
 * no rank gets more than twice the mean, if no keys are equal and there are at least size^3 of them. */
void keys_choose_splitters(int64_t samples[], int size, int64_t splitters[]);

/* Of sorted keys, how many go to each of `parts` ranks: counts[r] keys above splitters[r - 1], up to splitters[r]. */
void keys_split(const int64_t keys[], int64_t count, const int64_t splitters[], int parts,
                int counts[]);

/* Merges `runs` sorted runs that follow one another in keys: the first has counts[0] keys, and so on. Takes
 * memory for as many keys again. */
void keys_merge(int64_t keys[], const int counts[], int runs);

/* Sum and exclusive or of a hash of each key, in hash[2]: the same for the same keys in any order. The hash is
 * random_bits with the key as its number (random.h). */
void keys_hash(const int64_t keys[], int64_t count, int64_t hash[2]);

/* Writes this rank's keys[count] to /result/keys from row `offset` of `total` on, and how many keys each rank had
 * before and has now to /timing; rank 0 prints whether they are the same keys as before (`hash`), in their
 * order, and how fast that was. before: keys that this rank had at first. Collective. */
void keys_write(results *file, const int64_t keys[], int64_t count, int64_t offset, int64_t total,
                int64_t before, const int64_t hash[2], MPI_Comm comm);

#endif
