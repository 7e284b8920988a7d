#include "common/parts/cost_model.h"
#include <stdlib.h>

static int ascending(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

double cost_median(double values[], int count)
{
    qsort(values, (size_t)count, sizeof *values, ascending);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

cost_model cost_fit(const double bytes[], const double seconds[], int count)
{
    /* Weighted normal equations of t = a + b n, with weight 1/t^2. */
    double w = 0, wn = 0, wt = 0, wnn = 0, wnt = 0;
    for (int i = 0; i < count; i++) {
        double weight = 1 / (seconds[i] * seconds[i]);
        w += weight;
        wn += weight * bytes[i];
        wt += weight * seconds[i];
        wnn += weight * bytes[i] * bytes[i];
        wnt += weight * bytes[i] * seconds[i];
    }
    double slope = (w * wnt - wn * wt) / (w * wnn - wn * wn);
    double start = (wt - slope * wn) / w;
    if (start < 0) { /* then the best line without a negative latency goes through the origin */
        start = 0;
        slope = wnt / wnn;
    }
    cost_model model = {start, slope > 0 ? 1 / slope : 0};
    return model;
}

double cost_of_message(cost_model model, double bytes)
{
    return model.latency + (model.bandwidth > 0 ? bytes / model.bandwidth : 0);
}

int cost_tree_depth(int size)
{
    int depth = 0;
    while (1LL << depth < size) {
        depth++;
    }
    return depth;
}
