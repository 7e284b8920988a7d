/* Plots of datasets that say themselves, by their attribute `picture`, how they are to be drawn. */
#include "plots.h"
#include "common/results_names.h"
#include "tools/plotdata/plotdata.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DATASETS = 200, MAX_TILES = 100, MAX_CURVES = 8, MAX_POINTS = 4000 };

/* A vector longer than MAX_POINTS is drawn with fewer. "curve over epoch" begins with "curve over"; *rest is "epoch". */
static bool begins(const char *text, const char *with, const char **rest)
{
    size_t length = strlen(with);
    *rest = strncmp(text, with, length) == 0 && text[length] == ' ' ? text + length + 1 : "";
    return **rest != '\0';
}

static void write_labels(FILE *to, const plots_source *source, const read_dataset *dataset,
                         const char *over)
{
    plotdata_text(to, "title", source->title);
    plotdata_text(to, "label", plots_name(dataset));
    plotdata_text(to, "units", plots_units(dataset));
    plotdata_text(to, "over", over);
}

/* ---- "curve over X", "log curve over X", "bars over X": a vector ---- */

static bool write_vector(const plots_source *source, const read_dataset *dataset, const char *over,
                         const char *kind, bool logarithmic)
{
    bool good = true;
    double *values = dataset->dimensions == 1 ? read_numbers(source->file, dataset) : NULL;
    const char *nothing = values != NULL ? plotdata_nothing(values, dataset->values, logarithmic)
                                         : "it is no vector of numbers that can be read";
    if (nothing != NULL) {
        printf("no plot of %s: %s\n", dataset->name, nothing);
    } else {
        FILE *to = plotdata_create(source->folder, plots_name(dataset), kind);
        if (to != NULL) {
            write_labels(to, source, dataset, over);
            plotdata_number(to, "logarithmic", logarithmic);
            plotdata_number(to, "count", (double)dataset->values);
            plotdata_rows(to);
            for (hsize_t i = 0; i < dataset->values; i += dataset->values / MAX_POINTS + 1) {
                plotdata_value(to, (double)i);
                plotdata_value(to, values[i]);
                plotdata_end_row(to);
            }
        }
        good = to != NULL && plotdata_close(to);
    }
    free(values);
    return good;
}

/* ---- "columns as HEIGHT x WIDTH": each column of a matrix is a picture, row by row ---- */

typedef struct {
    hsize_t height, width; /* of a picture */
    hsize_t count, across; /* pictures, and pictures side by side */
    hsize_t columns;       /* of the matrix */
    const double *values;
} tiles;

/* All pictures as one, a pixel between them; NaN where there is none. */
static void write_tiles(FILE *to, const tiles *t)
{
    hsize_t down = (t->count + t->across - 1) / t->across;
    for (hsize_t y = 0; y + 1 < down * (t->height + 1); y++) {
        for (hsize_t x = 0; x + 1 < t->across * (t->width + 1); x++) {
            hsize_t tile = y / (t->height + 1) * t->across + x / (t->width + 1);
            hsize_t row = y % (t->height + 1), column = x % (t->width + 1);
            bool inside = tile < t->count && row < t->height && column < t->width;
            plotdata_value(to,
                           inside ? t->values[(row * t->width + column) * t->columns + tile] : NAN);
        }
        plotdata_end_row(to);
    }
}

static bool write_matrix(const plots_source *source, const read_dataset *dataset, const char *size)
{
    unsigned height = 0, width = 0;
    bool fits = sscanf(size, "%3u x %3u", &height, &width) == 2 && height > 0 && width > 0 &&
                dataset->dimensions == 2 && dataset->shape[0] >= (hsize_t)height * width &&
                dataset->shape[1] > 0;
    double *values = fits ? read_numbers(source->file, dataset) : NULL, most = 0;
    if (values == NULL) {
        printf("no plot of %s: its columns are no pictures of %s\n", dataset->name, size);
        return true;
    }
    const char *nothing =
        plotdata_nothing(values, (size_t)height * width * dataset->shape[1], false);
    if (nothing != NULL) {
        printf("no plot of %s: %s\n", dataset->name, nothing);
        free(values);
        return true;
    }
    tiles t = {height, width, dataset->shape[1], 0, dataset->shape[1], values};
    t.count = t.count < MAX_TILES ? t.count : MAX_TILES;
    t.across = t.count <= 4 ? t.count : t.count <= 20 ? (t.count + 1) / 2 : 10;
    for (hsize_t i = 0; i < (hsize_t)height * width * t.columns; i++) {
        most = isfinite(values[i]) ? fmax(most, fabs(values[i])) : most;
    }
    FILE *to = plotdata_create(source->folder, plots_name(dataset), "tiles");
    if (to != NULL) {
        write_labels(to, source, dataset, "");
        plotdata_number(to, "most", most);
        plotdata_number(to, "height", 360);
        plotdata_number(to, "tiles", (double)t.count);
        plotdata_number(to, "across", (double)t.across);
        plotdata_number(to, "tile_height", height);
        plotdata_number(to, "tile_width", width);
        plotdata_rows(to);
        write_tiles(to, &t);
    }
    free(values);
    return to != NULL && plotdata_close(to);
}

bool plots_pictures(const plots_source *source)
{
    static read_dataset list[MAX_DATASETS];
    int count = read_list(source->file, NAME_RESULT, list, MAX_DATASETS);
    bool good = true;
    for (int i = 0; i < count; i++) {
        const char *rest;
        if (begins(list[i].picture, "log curve over", &rest)) {
            good = write_vector(source, &list[i], rest, "curve", true) && good;
        } else if (begins(list[i].picture, "curve over", &rest)) {
            good = write_vector(source, &list[i], rest, "curve", false) && good;
        } else if (begins(list[i].picture, "bars over", &rest)) {
            good = write_vector(source, &list[i], rest, "bars", false) && good;
        } else if (begins(list[i].picture, "frames over", &rest)) {
            good = plots_frames(source, &list[i]) && good;
        } else if (begins(list[i].picture, "columns as", &rest)) {
            good = write_matrix(source, &list[i], rest) && good;
        }
    }
    return good;
}

/* ---- "curve of each rank over X": all matrices [ranks][n] of /timing that say so ---- */

/* Smallest, mean and largest of the ranks' values in a column, of those that are numbers. */
static void write_spread(FILE *to, const double values[], hsize_t ranks, hsize_t columns,
                         hsize_t column, double factor)
{
    double sum = 0, least = INFINITY, most = -INFINITY;
    int good = 0;
    for (hsize_t r = 0; r < ranks; r++) {
        double value = factor * values[r * columns + column];
        if (isfinite(value)) {
            good++;
            sum += value;
            least = fmin(least, value);
            most = fmax(most, value);
        }
    }
    plotdata_value(to, least);
    plotdata_value(to, good > 0 ? sum / good : NAN);
    plotdata_value(to, most);
}

typedef struct {
    int count;
    const read_dataset *dataset[MAX_CURVES];
    double *values[MAX_CURVES];
} curves;

/* Those that say so, and have the shape of the first of them. */
static curves find_curves(hid_t file, const read_dataset list[], int count, const char **over)
{
    curves found = {.count = 0};
    const char *rest;
    for (int i = 0; i < count && found.count < MAX_CURVES; i++) {
        const read_dataset *first = found.count > 0 ? found.dataset[0] : &list[i];
        if (begins(list[i].picture, "curve of each rank over", &rest) && list[i].dimensions == 2 &&
            list[i].values > 0 && list[i].shape[0] == first->shape[0] &&
            list[i].shape[1] == first->shape[1]) {
            double *values = read_numbers(file, &list[i]);
            if (values != NULL) {
                *over = rest;
                found.dataset[found.count] = &list[i];
                found.values[found.count++] = values;
            }
        }
    }
    return found;
}

/* number, then least, mean and most of each curve */
static void write_curves(FILE *to, const curves *all, double factor)
{
    hsize_t ranks = all->dataset[0]->shape[0], length = all->dataset[0]->shape[1];
    plotdata_word(to, "number");
    for (int c = 0; c < 3 * all->count; c++) {
        plotdata_word(to, plots_name(all->dataset[c / 3]));
    }
    plotdata_end_row(to);
    for (hsize_t i = 0; i < length; i += length / MAX_POINTS + 1) {
        plotdata_value(to, (double)i);
        for (int c = 0; c < all->count; c++) {
            write_spread(to, all->values[c], ranks, length, i, factor);
        }
        plotdata_end_row(to);
    }
}

bool plots_epochs(const plots_source *source)
{
    static read_dataset list[MAX_DATASETS];
    const char *over = "";
    int count = read_list(source->file, NAME_TIMING, list, MAX_DATASETS);
    curves all = find_curves(source->file, list, count, &over);
    size_t usable = 0;
    bool good = true;
    double largest = 0, factor = 1;
    for (int c = 0; c < all.count; c++) {
        usable += plotdata_usable(all.values[c], all.dataset[c]->values, true);
        for (hsize_t i = 0; i < all.dataset[c]->values; i++) {
            double value = all.values[c][i];
            largest = isfinite(value) ? fmax(largest, value) : largest;
        }
    }
    if (usable > 0) {
        FILE *to = plotdata_create(source->folder, over, "curves");
        const char *units = all.dataset[0]->units;
        if (to != NULL) {
            write_labels(to, source, all.dataset[0], over);
            if (strcmp(units, "s") == 0) {
                plotdata_text(to, "units", plotdata_time_unit(largest, &factor));
            }
            plotdata_number(to, "curves", all.count);
            plotdata_number(to, "count", fmax(2, (double)all.dataset[0]->shape[1]));
            plotdata_number(to, "ranks", (double)all.dataset[0]->shape[0]);
            plotdata_rows(to);
            write_curves(to, &all, factor);
        }
        good = to != NULL && plotdata_close(to);
    } else if (all.count > 0) {
        printf("no plot of %s: %s\n", all.dataset[0]->name,
               plotdata_nothing(all.values[0], all.dataset[0]->values, true));
    }
    for (int c = 0; c < all.count; c++) {
        free(all.values[c]);
    }
    return good;
}
