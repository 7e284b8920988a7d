#include "report.h"
#include "common/results_names.h"
#include "room.h"
#include "tools/result_file/read.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 10000 };

bool study_is_in(hid_t file)
{
    read_dataset ranks;
    return H5Lexists(file, "/scaling", H5P_DEFAULT) > 0 &&
           read_describe(file, "/scaling/ranks", &ranks);
}

/* One figure of each row, from `least` up; NULL if it is not that. */
static double *read_figure(hid_t file, const char *name, hsize_t rows, double least)
{
    char path[READ_NAME];
    read_dataset found;
    snprintf(path, sizeof path, "/scaling/%s", name);
    if (!read_describe(file, path, &found) || found.dimensions != 1 || found.values != rows) {
        return NULL;
    }
    double *values = read_numbers(file, &found);
    for (hsize_t i = 0; values != NULL && i < rows; i++) {
        if (!isfinite(values[i]) || values[i] < least || values[i] > 1e9) {
            free(values);
            values = NULL;
        }
    }
    return values;
}

/* all_seconds[row][run], of which NANs are no runs. */
static bool read_all_seconds(hid_t file, scale_runs *runs)
{
    read_dataset found;
    hsize_t rows = (hsize_t)runs->n;
    if (!read_describe(file, "/scaling/all_seconds", &found) || found.dimensions != 2 ||
        found.shape[0] != rows || found.values == 0) {
        return false;
    }
    double *values = read_numbers(file, &found);
    for (hsize_t i = 0; values != NULL && i < found.values; i++) {
        scale_row *row = &runs->rows[i / found.shape[1]];
        if (row->seconds == NULL) {
            row->seconds = room_for(found.shape[1], sizeof *row->seconds);
        }
        if (isfinite(values[i])) {
            row->seconds[row->count++] = values[i];
        }
    }
    free(values);
    return values != NULL;
}

static bool read_rows_of(hid_t file, scale_runs *runs)
{
    hsize_t n = (hsize_t)runs->n;
    bool good = true;
#define READ(name, field, least)                                                                   \
    do {                                                                                           \
        double *values = good ? read_figure(file, name, n, least) : NULL;                          \
        good = values != NULL;                                                                     \
        for (hsize_t i = 0; good && i < n; i++) {                                                  \
            runs->rows[i].field = values[i];                                                       \
        }                                                                                          \
        free(values);                                                                              \
    } while (0)
    READ("seconds", median.total, 1e-12);
    READ("seconds_least", least, 1e-12);
    READ("seconds_most", most, 1e-12);
    READ("compute", median.compute, 0);
    READ("communication", median.communication, 0);
    READ("io", median.io, 0);
    READ("imbalance", median.imbalance, 0);
    double *ranks = good ? read_figure(file, "ranks", n, 1) : NULL;
    good = ranks != NULL;
    for (hsize_t i = 0; good && i < n; i++) {
        runs->rows[i].ranks = (int)ranks[i];
        good = i == 0 || ranks[i] > ranks[i - 1];
    }
#undef READ
    free(ranks);
    return good && read_all_seconds(file, runs);
}

bool study_read(hid_t file, scale_study *study)
{
    read_dataset ranks;
    char kind[100];
    int64_t cores = 0;
    *study = (scale_study){.weak = false};
    if (!read_describe(file, "/scaling/ranks", &ranks) || ranks.dimensions != 1 ||
        ranks.values == 0 || ranks.values > MOST_ROWS ||
        !read_text_attribute(file, "/", "study", kind, sizeof kind)) {
        return false;
    }
    scale_runs *runs = &study->runs;
    read_text_attribute(file, "/", NAME_PROGRAM, runs->program, sizeof runs->program);
    read_text_attribute(file, "/", NAME_VARIANT, runs->variant, sizeof runs->variant);
    read_text_attribute(file, "/", NAME_CREATED, runs->created, sizeof runs->created);
    read_text_attribute(file, "/", NAME_MPI_LIBRARY, runs->mpi_library, sizeof runs->mpi_library);
    read_text_attribute(file, "/", "arguments", study->arguments, sizeof study->arguments);
    read_int_attribute(file, "/", "cores", &cores);
    study->weak = strcmp(kind, "weak scaling") == 0;
    study->cores = cores > 0 && cores < 1 << 24 ? (int)cores : 0;
    runs->n = (int)ranks.values;
    runs->rows = room_for(ranks.values, sizeof *runs->rows);
    bool good = read_rows_of(file, runs);
    if (!good) {
        runs_free(runs);
        *runs = (scale_runs){.n = 0};
    }
    return good;
}
