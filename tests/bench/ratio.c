#include "ratio.h"
#include <stdio.h>
#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double quantile(const double sorted[], int n, double q)
{
    double place = q * (n - 1);
    int below = (int)place;
    double rest = place - below;
    return below + 1 < n ? sorted[below] * (1 - rest) + sorted[below + 1] * rest : sorted[below];
}

void ratio_print(const char *key, const char *text, double values[], int n)
{
    int rank = 0, begun = 0;
    MPI_Initialized(&begun);
    if (begun) {
        MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    }
    if (rank == 0) {
        qsort(values, (size_t)n, sizeof *values, by_size);
        printf("%s\t%.6g\t%.6g\t%.6g\t%s\n", key, quantile(values, n, 0.5),
               quantile(values, n, 0.25), quantile(values, n, 0.75), text);
        fflush(stdout);
    }
}

double ratio_seconds(ratio_work *work, void *state)
{
    double slowest = 0;
    MPI_Barrier(MPI_COMM_WORLD);
    double start = MPI_Wtime();
    double own = work(state);
    if (own <= 0) {
        own = MPI_Wtime() - start;
    }
    MPI_Allreduce(&own, &slowest, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
    return slowest;
}

void ratio_measure(const char *key, const char *text, ratio_work *ours, ratio_work *other,
                   void *state, int repeats)
{
    double ratios[RATIO_REPEATS];
    repeats = repeats > RATIO_REPEATS ? RATIO_REPEATS : repeats;
    ratio_seconds(ours, state); /* memory is there, connections are made */
    ratio_seconds(other, state);
    for (int i = 0; i < repeats; i++) {
        double first = ratio_seconds(i % 2 == 0 ? ours : other, state);
        double second = ratio_seconds(i % 2 == 0 ? other : ours, state);
        ratios[i] = i % 2 == 0 ? second / first : first / second;
    }
    ratio_print(key, text, ratios, repeats);
}
