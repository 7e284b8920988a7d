// Escape times of the Mandelbrot set, one row of a picture at a time, as fast as the processor can.
// Serial: a parallel program divides the rows. Every c costs a different number of iterations,
// from 1 to max_iter, so equal numbers of rows are not equal shares of the work.
//
// The method. One iteration is 7 operations, and needs the result of the iteration before: a plain
// loop spends its time waiting (latency). The kernel iterates many pixels at once: 2, 4 or 8 in a
// vector (SSE2, AVX2, AVX-512) and several vectors side by side, until the multiply and add units
// are busy (throughput). A test for escape in every step would add half of that cost again, so a
// row is done in three passes:
// 1. the first 32 steps of all pixels with a test after every step; most pixels that ever escape do
//    so here;
// 2. the others in blocks of 64 steps with one test at the end. A pixel that escaped within a block
//    goes back to the start of the block and leaves its lane to the next waiting pixel;
// 3. the last steps of the pixels that left, tested again after every step.
// What still limits the speed: the throughput of the units, steps done twice where pixels escape
// late, and lanes that idle while a row's last pixels finish (the narrower the row, the more).
// docs/performance.md says how near the kernel comes to the multiply-add limit;
// tests/bench/escape_time.c measures it.
#ifndef MPILAB_ESCAPE_TIME_H
#define MPILAB_ESCAPE_TIME_H

#include <stdint.h>

// Counts the iterations of `width` points c = re[x] + i*im, x = 0 ... width - 1 (no unit):
//
//     counts[x] = the smallest n >= 1 with |z_n| > 2, where z_0 = 0 and z_{n+1} = z_n^2 + c,
//                 or max_iter if there is none up to max_iter.
//
// Returns the sum of the counts: the number of iterations, which is the work in the row.
//
// re[width] is only read, counts[width] only written; the caller owns both, and they must not
// overlap. max_iter >= 1. A width of 0 or less does nothing.
//
// Every count is that of the plain loop in double precision (2*zr*zi + im, zr*zr - zi*zi + re, each
// operation rounded), the same on every processor. If c is NaN nothing is ever > 2: max_iter. An
// orbit that has once left |z| <= 2 goes to infinity: for |z| > 2 and |z| >= |c|,
// |z^2 + c| >= |z|^2 - |c| >= |z| (|z| - 1) > |z|, and for |c| > 2, z_1 = c is such a z. Hence
// points that never leave it belong to the set (Branner, "The Mandelbrot set", Proc. Symp. Applied
// Mathematics 39, 1989; https://en.wikipedia.org/wiki/Mandelbrot_set#Basic_properties).
//
// Thread-safe (no state between calls; about 110 KiB of stack), as long as no thread changes the
// environment at the same time. Calls no MPI. Cannot fail.
int64_t escape_time_row(const double re[], int width, double im, int max_iter, int32_t counts[]);

// The instruction set that escape_time_row uses: "avx512", "avx2", "generic" (the compiler's
// vectors of two: SSE2, NEON) or "scalar" (the plain loop). It is the first of these that both the
// processor and the compiler support, so one binary suits every node. The environment variable
// MPILAB_INSTRUCTION_SET names another, for tests and measurements; a name that is unknown or not
// supported here changes nothing. It is looked up at every call. The string is static.
const char *escape_time_instruction_set(void);

#endif
