/* Monte Carlo for pi: random points in a square, and how many of them are in a quarter of a circle.
 *
 * Sample i is a point of the square [0, 1) x [0, 1), made of random number i (random.h): 31 bits are its
 * x, 31 its y, as whole multiples of 2^-31. It is a hit if x^2 + y^2 < 1. Whole numbers only, so the
 * same sample is a hit on every machine. The part of hits tends to pi/4 (more exactly, as points lie on a
 * grid, to pi/4 + 2^-31).
 *
 * The samples 0 ... samples - 1 are cut into CIRCLE_BLOCKS blocks, and each block into CIRCLE_ROUNDS
 * batches, of which each doubles what there is of the block so far. Both are fixed by the number of
 * samples alone. So the hits of the blocks, and the error bar computed from them, are the same at any
 * number of ranks. */
#ifndef MPILAB_CIRCLE_H
#define MPILAB_CIRCLE_H

#include "common/partition.h"
#include "common/results.h"
#include <stdint.h>

enum { CIRCLE_BLOCKS = 32, CIRCLE_ROUNDS = 12, CIRCLE_TABLE = CIRCLE_BLOCKS * CIRCLE_ROUNDS };

/* How many of the samples first ... first + count - 1 are hits. Not collective, no MPI. */
int64_t circle_hits(int seed, int64_t first, int64_t count);

/* Which samples of a block belong to round 0, 1... CIRCLE_ROUNDS - 1. May be none. */
partition_range circle_batch(int64_t samples, int block, int round);

/* Prints a line: what `hits` say of pi, of all batches up to this round of the blocks group,
 * group + groups, group + 2 groups... For one rank to call. */
void circle_print(int64_t samples, int group, int groups, int round, int64_t hits);

/* Computes from hits[CIRCLE_BLOCKS][CIRCLE_ROUNDS], rank 0's, the estimate of pi and its error bar, and
 * writes them to /result; rank 0 prints them. The error bar is the standard error of the mean of the
 * blocks' estimates: sqrt(sum (x_b - mean)^2 / (B (B - 1))), x_b = 4 hits / samples of block b; 0 where
 * less than two blocks have samples. /result/error [CIRCLE_ROUNDS] is by how much, as root of the mean
 * square over the blocks, the estimate of one block after each round differs from pi; it is drawn over
 * /result/block_samples, the samples that this block then has. drawn: how many samples this rank has
 * computed; their sum, which should be `samples`, is /result/drawn. Collective. */
void circle_write(results *file, int64_t samples, int64_t drawn, const int64_t hits[],
                  MPI_Comm comm);

#endif
