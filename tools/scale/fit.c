#include "fit.h"
#include "room.h"
#include <math.h>
#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double fit_median(double values[], int n)
{
    qsort(values, (size_t)n, sizeof *values, by_size);
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

double fit_karp_flatt(double speedup, double ranks)
{
    return ranks > 1 ? (1 / speedup - 1 / ranks) / (1 - 1 / ranks) : NAN;
}

static bool differ(const double ranks[], int n)
{
    for (int i = 1; i < n; i++) {
        if (ranks[i] != ranks[0]) {
            return true;
        }
    }
    return false;
}

/* The a, b >= 0 with the least sum of ((a * x + b * y) / t - 1)^2. */
static void least_squares(const double x[], const double y[], const double t[], int n, double *a,
                          double *b)
{
    double xx = 0, xy = 0, yy = 0, x1 = 0, y1 = 0;
    for (int i = 0; i < n; i++) {
        double u = x[i] / t[i], v = y[i] / t[i];
        xx += u * u;
        xy += u * v;
        yy += v * v;
        x1 += u;
        y1 += v;
    }
    double determinant = xx * yy - xy * xy;
    *a = (x1 * yy - y1 * xy) / determinant;
    *b = (y1 * xx - x1 * xy) / determinant;
    if (*a < 0) {
        *a = 0;
        *b = y1 / yy;
    } else if (*b < 0) {
        *b = 0;
        *a = x1 / xx;
    }
}

fit_model fit_amdahl(const double ranks[], const double seconds[], int n)
{
    fit_model model = {.valid = differ(ranks, n)};
    if (model.valid) {
        double *one = room_for((size_t)n, sizeof *one), *share = room_for((size_t)n, sizeof *share);
        double serial, parallel;
        for (int i = 0; i < n; i++) {
            one[i] = 1;
            share[i] = 1 / ranks[i];
        }
        least_squares(one, share, seconds, n, &serial, &parallel);
        model.seconds1 = serial + parallel;
        model.serial = serial / model.seconds1;
        free(one);
        free(share);
    }
    return model;
}

double fit_amdahl_seconds(fit_model model, double ranks)
{
    return model.seconds1 * (model.serial + (1 - model.serial) / ranks);
}

/* S(p) = p T(1) / T(p), so 1 / T(p) = (1 - s) / T(1) + s / T(1) / p: linear in what is looked for. */
fit_model fit_gustafson(const double ranks[], const double seconds[], int n)
{
    fit_model model = {.valid = differ(ranks, n)};
    if (model.valid) {
        double *one = room_for((size_t)n, sizeof *one), *share = room_for((size_t)n, sizeof *share);
        double *rate = room_for((size_t)n, sizeof *rate), parallel, serial;
        for (int i = 0; i < n; i++) {
            one[i] = 1;
            share[i] = 1 / ranks[i];
            rate[i] = 1 / seconds[i];
        }
        least_squares(one, share, rate, n, &parallel, &serial);
        model.seconds1 = 1 / (parallel + serial);
        model.serial = serial * model.seconds1;
        free(one);
        free(share);
        free(rate);
    }
    return model;
}

double fit_gustafson_seconds(fit_model model, double ranks)
{
    return model.seconds1 * ranks / (ranks - model.serial * (ranks - 1));
}
