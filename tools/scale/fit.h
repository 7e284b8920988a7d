/* How a program's time goes with the number of ranks: the figures of a scaling study, and two models.
 *
 * Amdahl (1967), strong scaling: of T(1) the part s cannot be shared, T(p) = T(1) * (s + (1 - s) / p).
 * Gustafson (1988), weak scaling: p ranks do p times the work, of which s cannot be shared; against
 * one rank that did it all, the speed-up is S(p) = p - s * (p - 1).
 * Karp and Flatt (1990): the serial fraction that a speed-up S at p ranks would have by Amdahl's model,
 * e = (1/S - 1/p) / (1 - 1/p). If it grows with p, then it is not serial work that limits, but what ranks
 * cost: communication, waiting, one memory for all.
 */
#ifndef MPILAB_FIT_H
#define MPILAB_FIT_H

#include <stdbool.h>

/* The middle one of n > 0 values, or the mean of the middle two. Sorts them. */
double fit_median(double values[], int n);

/* Karp and Flatt's serial fraction; NAN at one rank. */
double fit_karp_flatt(double speedup, double ranks);

typedef struct {
    bool valid;      /* there are two different numbers of ranks at least */
    double serial;   /* the serial fraction s, from 0 to 1 */
    double seconds1; /* T(1) by the model */
} fit_model;

/* Least squares of relative errors, ((T(p) - seconds) / seconds)^2: a run of 10 s is as many percent
 * off as one of 0.1 s. ranks[n], seconds[n]. */
fit_model fit_amdahl(const double ranks[], const double seconds[], int n);
fit_model fit_gustafson(const double ranks[], const double seconds[], int n);

/* T(ranks) by the model. */
double fit_amdahl_seconds(fit_model model, double ranks);
double fit_gustafson_seconds(fit_model model, double ranks);

#endif
