// See escape_time.h for what and how; escape_time_kernel.inc.h is the kernel.

// Every instruction set must round alike, so a*b + c must not become one multiply-add with a single
// rounding, as compilers like to do; GCC does not heed the standard's pragma, hence its own. O3 for
// the kernel's short loops. With these lines here the flags of the build do not matter.
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#elif defined(__GNUC__)
#pragma GCC optimize("O3", "fp-contract=off")
#endif

#include "common/parts/escape_time.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef void part_of_row(const double re[], int width, double im, int max_iter, int32_t counts[]);

// The definition, in the plainest words; and what is left without GCC's vector extensions.
static void part_of_row_scalar(const double re[], int width, double im, int max_iter,
                               int32_t counts[])
{
    for (int x = 0; x < width; x++) {
        double zr = 0.0, zi = 0.0, zr2 = 0.0, zi2 = 0.0;
        int n = 0;
        do {
            zi = 2.0 * zr * zi + im;
            zr = zr2 - zi2 + re[x];
            zr2 = zr * zr;
            zi2 = zi * zi;
            n++;
        } while (!(zr2 + zi2 > 4.0) && n < max_iter);
        counts[x] = n;
    }
}

enum { PART = 4096 }; // pixels of a row done at a time, so that their state fits on the stack

#if defined(__GNUC__)

enum {
    VECTORS = 6,        // in flight without a test: enough to fill each other's waits
    TESTED_VECTORS = 4, // with a test: its operations fill some, and need registers too
    FIRST_STEPS = 32,   // tested from the start: most pixels that escape do so in these
    LOOK_EVERY = 4,     // steps from one look at the lanes to the next; divides FIRST_STEPS
    BLOCK = 64,         // steps without a test
};

// A pixel between two passes: z_n, n, and its place in the part of the row.
typedef struct {
    double zr, zi;
    int32_t n, x;
} pixel;

// The pixels of pass 2. Those handed back overwrite those taken, of which there are always more.
typedef struct {
    pixel *pixels;
    int length, taken, handed_back;
} queue;

// A lane in pass 2: its pixel (-1: none) and the block it began with.
typedef struct {
    int32_t x;
    int64_t since;
} lane;

static inline int smaller(int64_t a, int b)
{
    return a < b ? (int)a : b;
}

#define ALWAYS_INLINE inline __attribute__((always_inline))

#define KERNEL(name) name##_generic
#define TARGET
#define VECTOR_BYTES 16
#include "common/parts/escape_time_kernel.inc.h"

#if defined(__x86_64__)
#define KERNEL(name) name##_avx2
#define TARGET       __attribute__((target("avx2")))
#define VECTOR_BYTES 32
#include "common/parts/escape_time_kernel.inc.h"

#define KERNEL(name) name##_avx512
#define TARGET       __attribute__((target("avx512f,avx512dq")))
#define VECTOR_BYTES 64
#include "common/parts/escape_time_kernel.inc.h"
#endif
#endif

typedef struct {
    const char *name;
    part_of_row *run;
    bool supported;
} instruction_set;

// The set that MPILAB_INSTRUCTION_SET names, or else the first one this processor supports.
static instruction_set chosen_set(void)
{
    const instruction_set sets[] = {
#if defined(__GNUC__) && defined(__x86_64__)
        {"avx512", part_of_row_avx512,
         __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")},
        {"avx2", part_of_row_avx2, __builtin_cpu_supports("avx2")},
#endif
#if defined(__GNUC__)
        {"generic", part_of_row_generic, true},
#endif
        {"scalar", part_of_row_scalar, true},
    };
    const int number = sizeof sets / sizeof sets[0];
    const char *wanted = getenv("MPILAB_INSTRUCTION_SET");
    for (int i = 0; wanted && i < number; i++) {
        if (sets[i].supported && strcmp(sets[i].name, wanted) == 0)
            return sets[i];
    }
    int best = 0;
    while (!sets[best].supported)
        best++;
    return sets[best];
}

const char *escape_time_instruction_set(void)
{
    return chosen_set().name;
}

int64_t escape_time_row(const double re[], int width, double im, int max_iter, int32_t counts[])
{
    part_of_row *const run = chosen_set().run;
    int64_t sum = 0;
    for (int first = 0; first < width; first += PART) {
        const int here = width - first < PART ? width - first : PART;
        run(re + first, here, im, max_iter, counts + first);
        for (int x = first; x < first + here; x++)
            sum += counts[x];
    }
    return sum;
}
