#include "ranks.h"
#include "layout.h"
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
    if (sum > 0) {
        snprintf(imbalance, sizeof imbalance, "%.2f", most / (sum / (double)count));
    }
    snprintf(name, sizeof name, units[0] != '\0' ? "  %s [%s]" : "  %s", label, units);
    number_in_column(least, min, sizeof min);
    number_in_column(sum / (double)count, mean, sizeof mean);
    number_in_column(most, max, sizeof max);
    print_row(name, min, mean, max, imbalance);
}

/* /timing/regions and /timing/seconds, which belong together. */
typedef struct {
    read_dataset names, seconds;
    char *name;    /* [regions][name_size + 1] */
    double *value; /* [regions][ranks]; NULL where they are not there, or do not fit each other */
} timing;

static timing read_timing(hid_t file)
{
    timing found = {.name = NULL, .value = NULL};
    if (read_describe(file, "/timing/regions", &found.names) &&
        read_describe(file, "/timing/seconds", &found.seconds) && found.names.dimensions == 1 &&
        found.seconds.dimensions == 2 && found.names.values == found.seconds.shape[0] &&
        found.seconds.values > 0) {
        found.name = read_texts(file, &found.names);
        found.value = found.name != NULL ? read_numbers(file, &found.seconds) : NULL;
    }
    return found;
}

static void print_timing(const timing *times)
{
    size_t ranks = times->seconds.shape[1];
    for (size_t i = 0; i < times->names.values; i++) {
        print_spread(times->name + i * (times->names.value_size + 1), times->seconds.units,
                     times->value + i * ranks, ranks);
    }
}

/* The longest time that a rank spent in a region; 0 if there is no such region. */
static double longest(const timing *times, const char *region)
{
    double most = 0;
    size_t ranks = times->seconds.shape[1];
    for (size_t i = 0; i < times->seconds.values; i++) {
        if (strcmp(times->name + i / ranks * (times->names.value_size + 1), region) == 0) {
            most = fmax(most, times->value[i]);
        }
    }
    return most;
}

/* Work that the ranks count in a dataset, done in a region: whatever file has both has a rate. */
static const struct {
    const char *dataset, *region, *units;
    double factor;
} rates[] = {
    {"/timing/iterations", "compute", "Miter/s", 1e-6},
};

static void print_rates(hid_t file, const timing *times)
{
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        double seconds = times->value != NULL ? longest(times, rates[i].region) : 0, sum = 0;
        read_dataset work;
        double *done =
            read_describe(file, rates[i].dataset, &work) ? read_numbers(file, &work) : NULL;
        for (size_t r = 0; done != NULL && r < work.values; r++) {
            sum += done[r];
        }
        if (seconds > 0 && sum > 0) {
            char text[100];
            snprintf(text, sizeof text, "%.4g %s (all ranks' %s / longest %s)",
                     rates[i].factor * sum / seconds, rates[i].units,
                     strrchr(rates[i].dataset, '/') + 1, rates[i].region);
            layout_field("rate", text);
        }
        free(done);
    }
}

bool ranks_has_row(const read_dataset *dataset, int64_t ranks)
{
    bool one_each = dataset->dimensions == 1 && (int64_t)dataset->values == ranks && ranks > 0 &&
                    (dataset->kind == READ_INTEGER || dataset->kind == READ_REAL);
    return one_each || strcmp(dataset->name, "/timing/seconds") == 0 ||
           strcmp(dataset->name, "/timing/regions") == 0;
}

void ranks_print(hid_t file, const read_dataset list[], int count, int64_t ranks)
{
    timing times = read_timing(file);
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
            print_spread(list[i].name + strlen("/timing/"), list[i].units, values, list[i].values);
        }
        free(values);
    }
    print_rates(file, &times);
    free(times.name);
    free(times.value);
}
