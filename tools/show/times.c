#include "times.h"
#include "common/results_names.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

const times_rate times_rates[TIMES_RATES] = {
    {NAME_ITERATIONS, "compute", "Miter/s", 1e-6},
};

region_times times_read(hid_t file)
{
    region_times found = {.name = NULL, .value = NULL};
    if (read_describe(file, NAME_REGIONS, &found.names) &&
        read_describe(file, NAME_SECONDS, &found.seconds) && found.names.dimensions == 1 &&
        found.seconds.dimensions == 2 && found.names.values == found.seconds.shape[0] &&
        found.seconds.values > 0) {
        found.regions = found.seconds.shape[0];
        found.ranks = found.seconds.shape[1];
        found.name = read_texts(file, &found.names);
        found.value = found.name != NULL ? read_numbers(file, &found.seconds) : NULL;
    }
    return found;
}

void times_free(region_times *times)
{
    free(times->name);
    free(times->value);
    times->name = NULL;
    times->value = NULL;
}

const char *times_name(const region_times *times, size_t i)
{
    return times->name + i * (times->names.value_size + 1);
}

double times_longest(const region_times *times, size_t i)
{
    double most = 0;
    for (size_t r = 0; r < times->ranks; r++) {
        double seconds = times->value[i * times->ranks + r];
        most = isnan(seconds) || seconds > most ? seconds : most;
    }
    return most;
}

double times_rate_of(hid_t file, const region_times *times, const times_rate *rate)
{
    double seconds = 0, sum = 0;
    read_dataset work;
    for (size_t i = 0; times->value != NULL && i < times->regions; i++) {
        if (strcmp(times_name(times, i), rate->region) == 0) {
            seconds = times_longest(times, i);
        }
    }
    double *done = read_describe(file, rate->dataset, &work) ? read_numbers(file, &work) : NULL;
    for (size_t r = 0; done != NULL && r < work.values; r++) {
        sum += done[r];
    }
    free(done);
    return seconds > 0 && sum > 0 && isfinite(sum / seconds) ? rate->factor * sum / seconds : 0;
}
