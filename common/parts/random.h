/* Random numbers that are counted, not drawn one after the other: number i of a sequence is computed from
 * i and the sequence's seed alone. So any rank can have any part of the sequence, without the numbers
 * before it, and all numbers of ranks see the same sequence.
 *
 * The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014): there the state grows by a constant for each number, so number i needs no state. The
 * constants of the mixing function are David Stafford's "Mix13", as in Sebastiano Vigna's splitmix64.c
 * (https://prng.di.unimi.it/splitmix64.c), whose output number i, from 0 on, this is. */
#ifndef MPILAB_RANDOM_H
#define MPILAB_RANDOM_H

#include <stdint.h>

/* 64 random bits: number i = 0, 1, 2... of the sequence `seed`. Any rank may call; no state. */
static inline uint64_t random_bits(uint64_t seed, uint64_t i)
{
    uint64_t z = seed + (i + 1) * UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

#endif
