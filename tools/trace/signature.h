/* Type signatures (MPI standard 4.1): the sequence of basic types of a datatype, without displacements.
 *
 * A signature is kept as its length and a hash, a polynomial modulo the prime 2^61 - 1, so that those of
 * a concatenation and of a repetition follow from those of the parts, in logarithmic time: a vector of a
 * million structs is one number, equal to the number of the same million structs described otherwise.
 */
#ifndef MPILAB_TRACE_SIGNATURE_H
#define MPILAB_TRACE_SIGNATURE_H

#include <stdint.h>

#define SIGNATURE_PRIME ((UINT64_C(1) << 61) - 1)
#define SIGNATURE_BASE  UINT64_C(0x1b873593cc9e2d51)

typedef struct {
    uint64_t hash, length;
} signature_sum;

static inline uint64_t signature_multiply(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    uint64_t low = (uint64_t)product & SIGNATURE_PRIME, high = (uint64_t)(product >> 61);
    uint64_t sum = low + high;
    return sum >= SIGNATURE_PRIME ? sum - SIGNATURE_PRIME : sum;
}

static inline uint64_t signature_add(uint64_t a, uint64_t b)
{
    uint64_t sum = a + b;
    return sum >= SIGNATURE_PRIME ? sum - SIGNATURE_PRIME : sum;
}

static inline uint64_t signature_power(uint64_t base, uint64_t exponent)
{
    uint64_t result = 1;
    for (; exponent > 0; exponent >>= 1) {
        result = (exponent & 1) != 0 ? signature_multiply(result, base) : result;
        base = signature_multiply(base, base);
    }
    return result;
}

static inline signature_sum signature_join(signature_sum a, signature_sum b)
{
    uint64_t shift = signature_power(SIGNATURE_BASE % SIGNATURE_PRIME, b.length);
    return (signature_sum){signature_add(signature_multiply(a.hash, shift), b.hash),
                           a.length + b.length};
}

static inline signature_sum signature_repeat(signature_sum unit, uint64_t count)
{
    signature_sum result = {0, 0};
    for (; count > 0; count >>= 1) {
        result = (count & 1) != 0 ? signature_join(result, unit) : result;
        unit = signature_join(unit, unit);
    }
    return result;
}

#endif
