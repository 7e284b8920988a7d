#include "common/parts/cost_report.h"
#include "common/memory.h"
#include "common/parts/cost_model.h"
#include "common/results_names.h"
#include <stdio.h>
#include <stdlib.h>

static void write_with_units(results *file, const char *name, const double values[], int count,
                             const char *units)
{
    hsize_t shape[] = {(hsize_t)count};
    results_write_array(file, name, H5T_NATIVE_DOUBLE, values, count > 1, shape, 0);
    results_units(file, name, units);
}

void cost_report(results *file, const double bytes[], const double seconds[], int count, int rank)
{
    if (count < 2) {
        return;
    }
    cost_model model = {0, 0};
    double *rate = memory_allocate(count, sizeof *rate);
    if (rank == 0) {
        model = cost_fit(bytes, seconds, count);
        for (int i = 0; i < count; i++) {
            rate[i] = seconds[i] > 0 ? bytes[i] / seconds[i] : 0;
        }
        printf("a message takes %.2f us, and 1 us more for each %.0f bytes (%.0f MB/s)\n",
               1e6 * model.latency, 1e-6 * model.bandwidth, 1e-6 * model.bandwidth);
    }
    write_with_units(file, NAME_MESSAGE_BYTES, bytes, count, "B");
    write_with_units(file, NAME_MESSAGE_SECONDS, seconds, count, "s");
    write_with_units(file, NAME_MESSAGE_BANDWIDTH, rate, count, "B/s");
    results_axis(file, NAME_MESSAGE_SECONDS, 0, NAME_MESSAGE_BYTES, "message size");
    results_axis(file, NAME_MESSAGE_BANDWIDTH, 0, NAME_MESSAGE_BYTES, "message size");
    write_with_units(file, NAME_LATENCY, &model.latency, 1, "s");
    write_with_units(file, NAME_BANDWIDTH, &model.bandwidth, 1, "B/s");
    free(rate);
}
