/* Plots of vectors that belong together: one over the other, or several beside each other for each rank. */
#include "plots.h"
#include "common/results_names.h"
#include "tools/plotdata/plotdata.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DATASETS = 200, MAX_BARS = 6 };

/* ---- "log-log curve over X with slope S": X is a vector of the same group ---- */

static double *read_vector(hid_t file, const read_dataset *dataset, hsize_t values)
{
    return dataset->dimensions == 1 && dataset->values == values ? read_numbers(file, dataset)
                                                                 : NULL;
}

/* The factor of factor * x^slope that is nearest to the points, in the mean of the logarithms. */
static double nearest_factor(const double x[], const double y[], hsize_t count, double slope)
{
    double sum = 0;
    int good = 0;
    for (hsize_t i = 0; i < count; i++) {
        double off = log(y[i]) - slope * log(x[i]);
        if (isfinite(off)) {
            sum += off;
            good++;
        }
    }
    return good > 0 ? exp(sum / good) : NAN;
}

static bool write_power(const plots_source *source, const read_dataset *dataset,
                        const read_dataset *over, double slope)
{
    double *y = read_vector(source->file, dataset, dataset->values);
    double *x = read_vector(source->file, over, dataset->values);
    double factor = x != NULL && y != NULL ? nearest_factor(x, y, dataset->values, slope) : NAN;
    bool good = true;
    if (!isfinite(factor) || factor <= 0) {
        printf("no plot of %s: there is no positive number in it, or not as many in %s\n",
               dataset->name, over->name);
    } else {
        FILE *to = plotdata_create(source->folder, plots_name(dataset), "power");
        if (to != NULL) {
            plotdata_text(to, "title", source->title);
            plotdata_text(to, "label", plots_name(dataset));
            plotdata_text(to, "units", plots_units(dataset));
            plotdata_text(to, "over", plots_name(over));
            plotdata_text(to, "over_units", plots_units(over));
            plotdata_number(to, "slope", slope);
            plotdata_number(to, "factor", factor);
            plotdata_rows(to);
            for (hsize_t i = 0; i < dataset->values; i++) {
                if (x[i] > 0 && y[i] > 0) {
                    plotdata_value(to, x[i]);
                    plotdata_value(to, y[i]);
                    plotdata_end_row(to);
                }
            }
        }
        good = to != NULL && plotdata_close(to);
    }
    free(x);
    free(y);
    return good;
}

bool plots_powers(const plots_source *source)
{
    static read_dataset list[MAX_DATASETS];
    int count = read_list(source->file, NAME_RESULT, list, MAX_DATASETS);
    bool good = true;
    for (int i = 0; i < count; i++) {
        char name[READ_NAME], path[2 * READ_NAME];
        double slope;
        read_dataset over;
        if (sscanf(list[i].picture, "log-log curve over %60s with slope %lf", name, &slope) == 2) {
            snprintf(path, sizeof path, NAME_RESULT "/%s", name);
            if (read_describe(source->file, path, &over)) {
                good = write_power(source, &list[i], &over, slope) && good;
            } else {
                printf("no plot of %s: there is no %s\n", list[i].name, path);
            }
        }
    }
    return good;
}

/* ---- "bars over rank of X": vectors [ranks] of /timing, those with the same X in one plot ---- */

static bool write_bars(const plots_source *source, const char *what, int count,
                       const read_dataset *const datasets[], double *const values[])
{
    FILE *to = plotdata_create(source->folder, what, "ranks");
    if (to == NULL) {
        return false;
    }
    plotdata_text(to, "title", source->title);
    plotdata_text(to, "label", what);
    plotdata_text(to, "units", plots_units(datasets[0]));
    plotdata_number(to, "ranks", source->ranks);
    plotdata_number(to, "bars", count);
    plotdata_rows(to);
    plotdata_word(to, "rank");
    for (int b = 0; b < count; b++) {
        plotdata_word(to, plots_name(datasets[b]));
    }
    plotdata_end_row(to);
    for (int r = 0; r < source->ranks; r++) {
        plotdata_value(to, r);
        for (int b = 0; b < count; b++) {
            plotdata_value(to, values[b][r]);
        }
        plotdata_end_row(to);
    }
    return plotdata_close(to);
}

/* A file's datasets lie in it in the order in which they were written. */
static haddr_t address_of(hid_t file, const read_dataset *dataset)
{
    H5O_info_t info;
    return H5Oget_info_by_name(file, dataset->name, &info, H5P_DEFAULT) >= 0 ? info.addr
                                                                             : HADDR_UNDEF;
}

/* Puts a dataset and its values among those that are there, in the order in which they were written. */
static void insert(hid_t file, const read_dataset *chosen[], double *values[], int there,
                   const read_dataset *dataset, double *own)
{
    for (; there > 0 && address_of(file, dataset) < address_of(file, chosen[there - 1]); there--) {
        chosen[there] = chosen[there - 1];
        values[there] = values[there - 1];
    }
    chosen[there] = dataset;
    values[there] = own;
}

bool plots_rank_bars(const plots_source *source)
{
    static const char words[] = "bars over rank of ";
    static read_dataset list[MAX_DATASETS];
    const read_dataset *chosen[MAX_BARS];
    double *values[MAX_BARS];
    bool good = true;
    int count = read_list(source->file, NAME_TIMING, list, MAX_DATASETS), bars = 0;
    const char *what = NULL;
    for (int i = 0; i < count && bars < MAX_BARS && source->ranks > 1; i++) {
        const char *of = list[i].picture + strlen(words);
        double *own = NULL;
        if (strncmp(list[i].picture, words, strlen(words)) == 0 &&
            (what == NULL || strcmp(of, what) == 0) &&
            (own = read_vector(source->file, &list[i], (hsize_t)source->ranks)) != NULL) {
            what = of;
            insert(source->file, chosen, values, bars++, &list[i], own);
        }
    }
    if (bars > 0) {
        good = write_bars(source, what, bars, chosen, values);
    }
    while (bars > 0) {
        free(values[--bars]);
    }
    return good;
}
