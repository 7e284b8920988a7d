#include "report.h"
#include "common/results_names.h"
#include "room.h"
#include "tools/plotdata/plotdata.h"
#include <hdf5.h>
#include <hdf5_hl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void put_row(FILE *to, const double values[], int n)
{
    for (int i = 0; i < n; i++) {
        plotdata_value(to, values[i]);
    }
    plotdata_end_row(to);
}

/* gnuplot's index 0: what was measured. */
static void put_runs(FILE *to, const scale_report *report)
{
    for (int i = 0; i < report->runs->n; i++) {
        const scale_row *row = &report->runs->rows[i];
        const run_times *t = &row->median;
        double rest = t->total - t->compute - t->communication - t->io;
        put_row(to,
                (double[]){row->ranks, t->total, row->least, row->most, report->speedup[i],
                           report->efficiency[i], t->compute, t->communication, t->io,
                           rest > 0 ? rest : 0},
                10);
    }
}

/* Index 1, after two empty lines: the model. */
static void put_model(FILE *to, const scale_report *report)
{
    double first = report->runs->rows[0].ranks, last = report->most_ranks;
    plotdata_end_row(to);
    plotdata_end_row(to);
    for (int i = 0; i <= 50; i++) {
        double ranks = first * pow(last / first, i / 50.0);
        double seconds = report_predict(report, ranks);
        put_row(to, (double[]){ranks, seconds, report_speedup(report, ranks, seconds)}, 3);
    }
}

bool report_write_rows(const scale_report *report, const char *path)
{
    char title[300];
    FILE *to = fopen(path, "w");
    if (to == NULL) {
        return false;
    }
    snprintf(title, sizeof title, "%s (%s), %s scaling", report->runs->program,
             report->runs->variant, report->weak ? "weak" : "strong");
    plotdata_text(to, "title", title);
    plotdata_number(to, "weak", report->weak);
    plotdata_number(to, "model", report->model.valid);
    plotdata_rows(to);
    put_runs(to, report);
    if (report->model.valid) {
        put_model(to, report);
    }
    return plotdata_close(to);
}

static bool text(hid_t file, const char *name, const char *value)
{
    return H5LTset_attribute_string(file, "/", name, value) >= 0;
}

static bool units(hid_t group, const char *name)
{
    return H5LTset_attribute_string(group, name, NAME_UNITS, "s") >= 0;
}

/* One figure of each row; `ranks` is its axis. */
static bool figure(hid_t group, const char *name, const double values[], hsize_t n)
{
    bool good = H5LTmake_dataset_double(group, name, 1, &n, values) >= 0;
    hid_t dataset = H5Dopen(group, name, H5P_DEFAULT), axis = H5Dopen(group, "ranks", H5P_DEFAULT);
    good = good && H5DSattach_scale(dataset, axis, 0) >= 0;
    H5Dclose(dataset);
    H5Dclose(axis);
    return good;
}

static bool write_times(hid_t group, const scale_runs *runs)
{
    hsize_t n = (hsize_t)runs->n;
    double *values = room_for(n, sizeof *values);
    bool good = true;
#define WRITE(name, value)                                                                         \
    for (hsize_t i = 0; i < n; i++) {                                                              \
        const scale_row *row = &runs->rows[i];                                                     \
        values[i] = row->value;                                                                    \
    }                                                                                              \
    good = good && figure(group, name, values, n)
    WRITE("seconds", median.total);
    WRITE("seconds_least", least);
    WRITE("seconds_most", most);
    WRITE("compute", median.compute);
    WRITE("communication", median.communication);
    WRITE("io", median.io);
    WRITE("imbalance", median.imbalance);
#undef WRITE
    free(values);
    return good && units(group, "seconds") && units(group, "seconds_least") &&
           units(group, "seconds_most") && units(group, "compute") &&
           units(group, "communication") && units(group, "io");
}

/* Every run of every row: [rows][runs], NAN where a row has fewer. */
static bool write_runs(hid_t group, const scale_runs *runs)
{
    int most = 0;
    for (int i = 0; i < runs->n; i++) {
        most = runs->rows[i].count > most ? runs->rows[i].count : most;
    }
    hsize_t shape[] = {(hsize_t)runs->n, (hsize_t)most};
    double *table = room_for(shape[0] * shape[1], sizeof *table);
    for (int i = 0; i < runs->n; i++) {
        for (int k = 0; k < most; k++) {
            table[i * most + k] = k < runs->rows[i].count ? runs->rows[i].seconds[k] : NAN;
        }
    }
    bool good = H5LTmake_dataset_double(group, "all_seconds", 2, shape, table) >= 0 &&
                units(group, "all_seconds");
    free(table);
    return good;
}

static bool write_model(hid_t file, const scale_report *report)
{
    if (!report->model.valid) {
        return true;
    }
    hid_t group = H5Gcreate(file, "/model", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    double ranks[] = {10.0 * report->most_ranks, 100.0 * report->most_ranks};
    double seconds[] = {report_predict(report, ranks[0]), report_predict(report, ranks[1])};
    hsize_t two = 2;
    bool good =
        H5LTset_attribute_string(group, ".", "law", report->weak ? "Gustafson" : "Amdahl") >= 0 &&
        H5LTset_attribute_double(group, ".", "serial_fraction", &report->model.serial, 1) >= 0 &&
        H5LTset_attribute_int(group, ".", "fitted_up_to_ranks", &report->most_ranks, 1) >= 0 &&
        H5LTmake_dataset_double(group, "ranks", 1, &two, ranks) >= 0 &&
        H5LTmake_dataset_double(group, "seconds", 1, &two, seconds) >= 0 && units(group, "seconds");
    H5Gclose(group);
    return good;
}

static bool write_rows(hid_t file, const scale_report *report)
{
    const scale_runs *runs = report->runs;
    hsize_t n = (hsize_t)runs->n;
    int *ranks = room_for(n, sizeof *ranks);
    for (hsize_t i = 0; i < n; i++) {
        ranks[i] = runs->rows[i].ranks;
    }
    hid_t group = H5Gcreate(file, "/scaling", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    bool good = H5LTmake_dataset_int(group, "ranks", 1, &n, ranks) >= 0;
    hid_t axis = H5Dopen(group, "ranks", H5P_DEFAULT);
    good = good && H5DSset_scale(axis, "ranks") >= 0;
    H5Dclose(axis);
    good = good && write_times(group, runs) && write_runs(group, runs) &&
           figure(group, "speedup", report->speedup, n) &&
           figure(group, "efficiency", report->efficiency, n) &&
           figure(group, "karp_flatt", report->karp_flatt, n);
    H5Gclose(group);
    free(ranks);
    return good;
}

bool report_write_hdf5(const scale_report *report, const char *path)
{
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    hid_t file = H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    if (file < 0) {
        return false;
    }
    const scale_runs *runs = report->runs;
    int version = 1;
    bool good = text(file, NAME_PROGRAM, runs->program) &&
                text(file, NAME_VARIANT, runs->variant) &&
                text(file, "study", report->weak ? "weak scaling" : "strong scaling") &&
                text(file, NAME_CREATED, runs->created) &&
                text(file, NAME_MPI_LIBRARY, runs->mpi_library) &&
                text(file, "arguments", report->arguments) &&
                H5LTset_attribute_int(file, "/", NAME_FORMAT_VERSION, &version, 1) >= 0 &&
                H5LTset_attribute_int(file, "/", "cores", &report->cores, 1) >= 0 &&
                write_rows(file, report) && write_model(file, report);
    good = H5Fclose(file) >= 0 && good;
    if (!good) {
        remove(path);
    }
    return good;
}
