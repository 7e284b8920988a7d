/* Plots with something for each rank: its times, its work, its rows. */
#include "plots.h"
#include "common/results_names.h"
#include "times.h"
#include "tools/compare/owners.h"
#include "tools/plotdata/plotdata.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DATASETS = 200, MAX_PIECES = 1000 };

static void write_regions(FILE *to, const region_times *times, double factor)
{
    plotdata_word(to, "rank");
    for (size_t i = 0; i < times->regions; i++) {
        plotdata_word(to, times_name(times, i));
    }
    plotdata_end_row(to);
    for (size_t r = 0; r < times->ranks; r++) {
        plotdata_value(to, (double)r);
        for (size_t i = 0; i < times->regions; i++) {
            plotdata_value(to, factor * times->value[i * times->ranks + r]);
        }
        plotdata_end_row(to);
    }
}

bool plots_regions(const plots_source *source)
{
    region_times times = times_read(source->file);
    bool good = true;
    size_t count = times.regions * times.ranks;
    if (times.value != NULL && times.ranks > 1 && times.regions > 1 &&
        plotdata_usable(times.value, count, true) > 0) {
        FILE *to = plotdata_create(source->folder, "regions", "regions");
        double most = 0, factor;
        for (size_t i = 0; i < count; i++) {
            most = isfinite(times.value[i]) ? fmax(most, times.value[i]) : most;
        }
        if (to != NULL) {
            plotdata_text(to, "title", source->title);
            plotdata_text(to, "units", plotdata_time_unit(most, &factor));
            plotdata_number(to, "ranks", (double)times.ranks);
            plotdata_number(to, "regions", (double)times.regions - 1); /* the last is the total */
            plotdata_rows(to);
            write_regions(to, &times, factor);
        }
        good = to != NULL && plotdata_close(to);
    }
    times_free(&times);
    return good;
}

/* ---- which rank has which rows ---- */

/* The first dataset whose rows the ranks share, with more rows than ranks. */
static owners find_shared(const plots_source *source, read_dataset *dataset)
{
    static read_dataset list[MAX_DATASETS];
    int count = read_list(source->file, NAME_RESULT, list, MAX_DATASETS);
    for (int i = 0; i < count; i++) {
        owners whose = owners_read(source->file, &list[i], source->ranks);
        if (whose.known && whose.rows > (hsize_t)source->ranks) {
            *dataset = list[i];
            return whose;
        }
        owners_free(&whose);
    }
    return (owners){.known = false};
}

/* Rows of one rank that follow one another are one box: rank, first, end. Of very many rows, only
 * some are looked at. */
static void write_owners(FILE *to, const owners *whose)
{
    hsize_t step = whose->rows / MAX_PIECES + 1, next;
    fputs("$owners << END\n", to);
    for (hsize_t row = 0; row < whose->rows; row = next) {
        int owner = owners_of(whose, row);
        for (next = row; next < whose->rows && owners_of(whose, next) == owner; next += step) {
        }
        next = next < whose->rows ? next : whose->rows;
        if (owner >= 0) {
            fprintf(to, "%d %llu %llu\n", owner, (unsigned long long)row, (unsigned long long)next);
        }
    }
    fputs("END\n", to);
}

/* ---- how much each rank did ---- */

/* The name of what the ranks count: the dataset that owners_shares reads. */
static void find_label(const plots_source *source, char label[])
{
    static read_dataset list[MAX_DATASETS];
    int count = read_list(source->file, NAME_TIMING, list, MAX_DATASETS);
    label[0] = '\0';
    for (int i = count - 1; i >= 0; i--) {
        if (list[i].kind == READ_INTEGER && list[i].dimensions == 1 &&
            list[i].values == (hsize_t)source->ranks) {
            snprintf(label, READ_NAME, "%s", list[i].name + strlen(NAME_TIMING "/"));
        }
    }
}

static void write_work(FILE *to, const plots_source *source, const double work[])
{
    double sum = 0, most = 0;
    char label[READ_NAME];
    find_label(source, label);
    for (int r = 0; r < source->ranks; r++) {
        sum += work[r];
        most = fmax(most, work[r]);
    }
    plotdata_text(to, "title", source->title);
    plotdata_text(to, "label", label);
    plotdata_number(to, "ranks", (double)source->ranks);
    plotdata_number(to, "mean", sum / (double)source->ranks);
    plotdata_number(to, "imbalance", sum > 0 ? most * (double)source->ranks / sum : NAN);
}

bool plots_work(const plots_source *source)
{
    read_dataset shared;
    bool good = true;
    int ranks = source->ranks;
    double *work = ranks > 1 ? owners_shares(source->file, ranks) : NULL;
    if (work != NULL && plotdata_usable(work, (size_t)ranks, true) > 0) {
        owners whose = find_shared(source, &shared);
        FILE *to = plotdata_create(source->folder, "work", "work");
        if (to != NULL) {
            write_work(to, source, work);
            plotdata_number(to, "rows", whose.known ? (double)whose.rows : 0);
            if (whose.known) {
                plotdata_text(to, "dataset", shared.name);
                write_owners(to, &whose);
            }
            plotdata_rows(to);
            for (int r = 0; r < ranks; r++) {
                plotdata_value(to, r);
                plotdata_value(to, work[r]);
                plotdata_end_row(to);
            }
        }
        good = to != NULL && plotdata_close(to);
        owners_free(&whose);
    }
    free(work);
    return good;
}
