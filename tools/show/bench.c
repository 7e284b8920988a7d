#include "bench.h"
#include "common/results_names.h"
#include "layout.h"
#include "tools/plotdata/plotdata.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER = 9, QUARTILES = 20 }; /* characters of the columns */

bool bench_is_in(hid_t file)
{
    read_dataset key;
    return H5Lexists(file, "/ratios", H5P_DEFAULT) > 0 && read_describe(file, "/ratios/key", &key);
}

static char *read_column_of_texts(hid_t file, const char *name, size_t *count, size_t *size)
{
    read_dataset found;
    if (!read_describe(file, name, &found) || found.dimensions != 1 || found.values == 0 ||
        (*count != 0 && found.values != *count)) {
        return NULL;
    }
    *count = found.values;
    *size = found.value_size + 1;
    return read_texts(file, &found);
}

static double *read_column(hid_t file, const char *name, size_t count)
{
    read_dataset found;
    bool fits = read_describe(file, name, &found) && found.dimensions == 1 && found.values == count;
    return fits ? read_numbers(file, &found) : NULL;
}

bool bench_read(hid_t file, bench_ratios *ratios)
{
    memset(ratios, 0, sizeof *ratios);
    ratios->key = read_column_of_texts(file, "/ratios/key", &ratios->count, &ratios->key_size);
    if (ratios->key == NULL) {
        return false;
    }
    ratios->text = read_column_of_texts(file, "/ratios/text", &ratios->count, &ratios->text_size);
    ratios->median = read_column(file, "/ratios/median", ratios->count);
    ratios->low = read_column(file, "/ratios/low", ratios->count);
    ratios->high = read_column(file, "/ratios/high", ratios->count);
    return ratios->text != NULL && ratios->median != NULL && ratios->low != NULL &&
           ratios->high != NULL;
}

void bench_free(bench_ratios *ratios)
{
    free(ratios->key);
    free(ratios->text);
    free(ratios->median);
    free(ratios->low);
    free(ratios->high);
}

static void number_text(double value, char text[], size_t size)
{
    snprintf(text, size, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.3f", value);
}

static int longest_key(const bench_ratios *ratios)
{
    size_t longest = 20;
    for (size_t i = 0; i < ratios->count; i++) {
        size_t length = strlen(ratios->key + i * ratios->key_size);
        longest = length > longest ? length : longest;
    }
    return (int)longest;
}

void bench_print(hid_t file, const char *path, const bench_ratios *ratios)
{
    char host[100], created[100], text[300], machine[300];
    int key = longest_key(ratios);
    int64_t cores = 0;
    printf("%s\n", path);
    read_text_attribute(file, "/", "host", host, sizeof host);
    read_text_attribute(file, "/", NAME_CREATED, created, sizeof created);
    read_int_attribute(file, "/", "cores", &cores);
    snprintf(text, sizeof text, "%lld cores of %s, %s", (long long)cores, host, created);
    layout_field("measured on", text);
    if (read_text_attribute(file, "/", "machine", machine, sizeof machine)) {
        layout_field("machine", machine);
    }
    printf("\n%-*s%*s  %-*s\n", key, "ratio", NUMBER, "median", QUARTILES, "quartiles");
    for (size_t i = 0; i < ratios->count; i++) {
        char median[40], low[40], high[40], quartiles[100] = "";
        number_text(ratios->median[i], median, sizeof median);
        number_text(ratios->low[i], low, sizeof low);
        number_text(ratios->high[i], high, sizeof high);
        if (ratios->low[i] < ratios->high[i]) {
            snprintf(quartiles, sizeof quartiles, "[%s %s]", low, high);
        }
        const char *what = ratios->text + i * ratios->text_size;
        int room = layout_columns - key - NUMBER - QUARTILES - 3;
        printf("%-*s%*s  %s", key, ratios->key + i * ratios->key_size, NUMBER, median, quartiles);
        if (room >= (int)strlen(what)) {
            printf("%*s%s", QUARTILES + 1 - (int)strlen(quartiles), "", what);
        }
        putchar('\n');
    }
}

/* Figures with a unit (trace.ns_per_call, results.small_file_ms) are no ratios, and lie far from 1. */
static bool has_unit(const char *key)
{
    size_t length = strlen(key);
    return strstr(key, "_per_") != NULL || (length > 3 && strcmp(key + length - 3, "_ms") == 0);
}

bool bench_plot(hid_t file, const bench_ratios *ratios, const char *folder)
{
    char host[100], created[100], title[250];
    if (plotdata_usable(ratios->median, ratios->count, true) == 0) {
        printf("no plot of /ratios/median: no value in it is above 0\n");
        return true;
    }
    read_text_attribute(file, "/", "host", host, sizeof host);
    read_text_attribute(file, "/", NAME_CREATED, created, sizeof created);
    snprintf(title, sizeof title, "ratios of ./lab bench: medians and quartiles, %.10s", created);
    FILE *to = plotdata_create(folder, "ratios", "ratios");
    if (to == NULL) {
        return false;
    }
    double count = 0;
    for (size_t i = 0; i < ratios->count; i++) {
        count += !has_unit(ratios->key + i * ratios->key_size);
    }
    plotdata_text(to, "title", title);
    plotdata_number(to, "longest", longest_key(ratios));
    plotdata_number(to, "ratios", count);
    plotdata_number(to, "height", 110 + 19 * count);
    plotdata_rows(to);
    double row = 0;
    for (size_t i = 0; i < ratios->count; i++) {
        if (has_unit(ratios->key + i * ratios->key_size)) {
            continue;
        }
        plotdata_value(to, row++);
        plotdata_word(to, ratios->key + i * ratios->key_size);
        plotdata_value(to, ratios->median[i]);
        plotdata_value(to, ratios->low[i] > 0 ? ratios->low[i] : ratios->median[i]);
        plotdata_value(to, ratios->high[i]);
        plotdata_end_row(to);
    }
    return plotdata_close(to);
}
