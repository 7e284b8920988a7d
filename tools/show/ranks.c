#include "ranks.h"
#include "common/results_names.h"
#include "layout.h"
#include "times.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER = 14 }; /* characters of a column */

/* A narrow terminal gets the two numbers that say most. */
static bool is_narrow(void)
{
    return layout_columns < 12 + 4 * NUMBER;
}

static int label_width(void)
{
    int width = layout_columns - (is_narrow() ? 2 : 4) * NUMBER;
    return width < 12 ? 12 : width > 24 ? 24 : width;
}

/* One line of the table. */
static void print_row(const char *label, const char *min, const char *mean, const char *max,
                      const char *imbalance)
{
    printf("%-*.*s", label_width(), label_width(), label);
    if (!is_narrow()) {
        printf("%*s%*s", NUMBER, min, NUMBER, mean);
    }
    printf("%*s%*s\n", NUMBER, max, NUMBER, imbalance);
}

static void number_in_column(double value, char text[], size_t size)
{
    layout_number(value, text, size);
    if (strlen(text) >= NUMBER) {
        snprintf(text, size, "%.3e", value);
    }
}

/* The smallest, mean and largest of the ranks' values, and how uneven they are: largest / mean. */
static void print_spread(const char *label, const char *units, const double values[], size_t count)
{
    double sum = 0, least = values[0], most = values[0];
    char name[2 * READ_NAME + 8], min[40], mean[40], max[40], imbalance[40] = "-";
    for (size_t i = 0; i < count; i++) {
        sum += values[i];
        least = fmin(least, values[i]);
        most = fmax(most, values[i]);
    }
    if (sum > 0 && isfinite(sum)) {
        snprintf(imbalance, sizeof imbalance, "%.2f", most / (sum / (double)count));
    }
    snprintf(name, sizeof name, units[0] != '\0' ? "  %s [%s]" : "  %s", label, units);
    number_in_column(least, min, sizeof min);
    number_in_column(sum / (double)count, mean, sizeof mean);
    number_in_column(most, max, sizeof max);
    print_row(name, min, mean, max, imbalance);
}

static void print_timing(const region_times *times)
{
    for (size_t i = 0; i < times->regions; i++) {
        print_spread(times_name(times, i), times->seconds.units, times->value + i * times->ranks,
                     times->ranks);
    }
}

static void print_rates(hid_t file, const region_times *times)
{
    for (int i = 0; i < TIMES_RATES; i++) {
        const times_rate *rate = &times_rates[i];
        double value = times_rate_of(file, times, rate);
        if (value > 0) {
            char text[100];
            snprintf(text, sizeof text, "%.4g %s (all ranks' %s / longest %s)", value, rate->units,
                     strrchr(rate->dataset, '/') + 1, rate->region);
            layout_field("rate", text);
        }
    }
}

bool ranks_has_row(const read_dataset *dataset, int64_t ranks)
{
    bool one_each = dataset->dimensions == 1 && (int64_t)dataset->values == ranks && ranks > 0 &&
                    (dataset->kind == READ_INTEGER || dataset->kind == READ_REAL);
    return one_each || strcmp(dataset->name, NAME_SECONDS) == 0 ||
           strcmp(dataset->name, NAME_REGIONS) == 0;
}

void ranks_print(hid_t file, const read_dataset list[], int count, int64_t ranks)
{
    region_times times = times_read(file);
    if (count > 0) {
        printf("\n");
        print_row("timing", "min", "mean", "max", "imbalance");
    }
    if (times.value != NULL) {
        print_timing(&times);
    } else if (count > 0) {
        printf("  no times that can be read (run the program again)\n");
    }
    for (int i = 0; i < count; i++) {
        double *values = NULL;
        if (list[i].dimensions == 1 && ranks_has_row(&list[i], ranks)) {
            values = read_numbers(file, &list[i]);
        }
        if (values != NULL) {
            print_spread(list[i].name + strlen(NAME_TIMING "/"), list[i].units, values,
                         list[i].values);
        }
        free(values);
    }
    print_rates(file, &times);
    times_free(&times);
}
