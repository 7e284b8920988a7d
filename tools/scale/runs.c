#include "runs.h"
#include "common/results_names.h"
#include "fit.h"
#include "room.h"
#include "tools/result_file/read.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int ranks, order;
    run_times times;
} run;

static bool begins_with(const char *text, const char *word)
{
    size_t length = strlen(word);
    return strncmp(text, word, length) == 0 && (text[length] == '\0' || text[length] == ' ');
}

/* seconds[regions][ranks] into times. */
static void add_up(const char *names, size_t width, const double seconds[], int regions, int ranks,
                   run_times *times)
{
    *times = (run_times){.imbalance = 1};
    double compute_most = 0;
    double *compute = room_for((size_t)ranks, sizeof *compute);
    for (int i = 0; i < regions; i++) {
        const char *name = names + (size_t)i * width;
        for (int r = 0; r < ranks; r++) {
            double s = seconds[i * ranks + r];
            if (begins_with(name, "total")) {
                times->total = s > times->total ? s : times->total;
            } else if (begins_with(name, "compute")) {
                compute[r] += s;
                times->compute += s / ranks;
            } else if (begins_with(name, "communication")) {
                times->communication += s / ranks;
            } else if (begins_with(name, "input") || begins_with(name, "output")) {
                times->io += s / ranks;
            }
        }
    }
    for (int r = 0; r < ranks; r++) {
        compute_most = compute[r] > compute_most ? compute[r] : compute_most;
    }
    if (times->compute > 0) {
        times->imbalance = compute_most / times->compute;
    }
    free(compute);
}

static bool read_times(hid_t file, run *one, char why[])
{
    read_dataset regions, table;
    int64_t ranks = 0;
    if (!read_int_attribute(file, "/", NAME_RANKS, &ranks) || ranks < 1 || ranks > 1 << 24) {
        snprintf(why, RUNS_WHY, "does not say how many ranks it had");
        return false;
    }
    if (!read_describe(file, NAME_REGIONS, &regions) ||
        !read_describe(file, NAME_SECONDS, &table) || table.dimensions != 2 ||
        table.shape[0] != regions.values || (int64_t)table.shape[1] != ranks) {
        snprintf(why, RUNS_WHY, "has no times (/timing/regions, /timing/seconds)");
        return false;
    }
    char *names = read_texts(file, &regions);
    double *seconds = read_numbers(file, &table);
    bool good = names != NULL && seconds != NULL;
    if (good) {
        one->ranks = (int)ranks;
        add_up(names, regions.value_size + 1, seconds, (int)regions.values, (int)ranks,
               &one->times);
        good = one->times.total > 0;
    }
    if (!good) {
        snprintf(why, RUNS_WHY, "has times that cannot be read");
    }
    free(names);
    free(seconds);
    return good;
}

static void read_text(hid_t file, const char *name, char text[], size_t size)
{
    if (!read_text_attribute(file, "/", name, text, size)) {
        text[0] = '\0';
    }
}

static bool read_run(const char *path, run *one, scale_runs *runs, char why[])
{
    char reason[READ_WHY], program[sizeof runs->program];
    hid_t file = read_open(path, reason);
    if (file < 0) {
        snprintf(why, RUNS_WHY, "%s", reason);
        return false;
    }
    bool good = read_times(file, one, reason);
    read_text(file, NAME_PROGRAM, program, sizeof program);
    if (good && one->order == 0) {
        snprintf(runs->program, sizeof runs->program, "%s", program);
        read_text(file, NAME_VARIANT, runs->variant, sizeof runs->variant);
        read_text(file, NAME_CREATED, runs->created, sizeof runs->created);
        read_text(file, NAME_MPI_LIBRARY, runs->mpi_library, sizeof runs->mpi_library);
    } else if (good && strcmp(program, runs->program) != 0) {
        good = false;
        snprintf(reason, sizeof reason, "is of another program ('%.40s', not '%.40s')", program,
                 runs->program);
    }
    if (!good) {
        snprintf(why, RUNS_WHY, "%.160s: %s", path, reason);
    }
    H5Fclose(file);
    return good;
}

static int by_ranks(const void *a, const void *b)
{
    const run *x = a, *y = b;
    return x->ranks != y->ranks ? x->ranks - y->ranks : x->order - y->order;
}

static double median_of(const run runs[], int n, size_t offset)
{
    double *values = room_for((size_t)n, sizeof *values);
    for (int i = 0; i < n; i++) {
        memcpy(&values[i], (const char *)&runs[i].times + offset, sizeof *values);
    }
    double median = fit_median(values, n);
    free(values);
    return median;
}

static scale_row make_row(const run runs[], int n)
{
    scale_row row = {.ranks = runs[0].ranks, .count = n};
    row.seconds = room_for((size_t)n, sizeof *row.seconds);
    row.least = row.most = runs[0].times.total;
    for (int i = 0; i < n; i++) {
        double s = row.seconds[i] = runs[i].times.total;
        row.least = s < row.least ? s : row.least;
        row.most = s > row.most ? s : row.most;
    }
#define MEDIAN(figure) row.median.figure = median_of(runs, n, offsetof(run_times, figure))
    MEDIAN(total);
    MEDIAN(compute);
    MEDIAN(communication);
    MEDIAN(io);
    MEDIAN(imbalance);
#undef MEDIAN
    return row;
}

bool runs_read(char *const files[], int n, scale_runs *runs, char why[])
{
    run *all = room_for((size_t)n, sizeof *all);
    *runs = (scale_runs){0};
    bool good = true;
    for (int i = 0; i < n && good; i++) {
        all[i].order = i;
        good = read_run(files[i], &all[i], runs, why);
    }
    if (good) {
        qsort(all, (size_t)n, sizeof *all, by_ranks);
        runs->rows = room_for((size_t)n, sizeof *runs->rows);
        for (int i = 0, next; i < n; i = next) {
            for (next = i + 1; next < n && all[next].ranks == all[i].ranks; next++) {
            }
            runs->rows[runs->n++] = make_row(all + i, next - i);
        }
    }
    free(all);
    return good;
}

/* How many different texts there are among these. */
static int count_texts(const char *texts, size_t width, hsize_t count)
{
    int different = 0;
    for (hsize_t i = 0; i < count; i++) {
        hsize_t before = 0;
        while (before < i && strcmp(texts + before * width, texts + i * width) != 0) {
            before++;
        }
        different += before == i;
    }
    return different;
}

int runs_hosts(const char *path)
{
    char why[READ_WHY];
    read_dataset hosts;
    hid_t file = read_open(path, why);
    if (file < 0) {
        return 0;
    }
    char *names = read_describe(file, NAME_HOST, &hosts) ? read_texts(file, &hosts) : NULL;
    int count = names != NULL ? count_texts(names, hosts.value_size + 1, hosts.values) : 0;
    free(names);
    H5Fclose(file);
    return count;
}

void runs_free(scale_runs *runs)
{
    for (int i = 0; i < runs->n; i++) {
        free(runs->rows[i].seconds);
    }
    free(runs->rows);
}
