#include "report.h"
#include "room.h"
#include <math.h>
#include <stdlib.h>

double report_speedup(const scale_report *report, double ranks, double seconds)
{
    const scale_row *base = &report->runs->rows[0];
    double ratio = base->median.total / seconds;
    return report->weak ? ranks * ratio : base->ranks * ratio;
}

double report_predict(const scale_report *report, double ranks)
{
    return report->weak ? fit_gustafson_seconds(report->model, ranks)
                        : fit_amdahl_seconds(report->model, ranks);
}

static bool shares_cores(const scale_report *report, int ranks)
{
    return report->cores > 0 && ranks > report->cores;
}

static void fit(scale_report *report)
{
    int n = report->runs->n, used = 0;
    double *ranks = room_for((size_t)n, sizeof *ranks);
    double *seconds = room_for((size_t)n, sizeof *seconds);
    for (int i = 0; i < n; i++) {
        const scale_row *row = &report->runs->rows[i];
        if (!shares_cores(report, row->ranks)) {
            ranks[used] = row->ranks;
            seconds[used++] = row->median.total;
            report->most_ranks = row->ranks;
        }
    }
    report->model =
        report->weak ? fit_gustafson(ranks, seconds, used) : fit_amdahl(ranks, seconds, used);
    free(ranks);
    free(seconds);
}

scale_report report_make(const scale_runs *runs, bool weak, int cores, const char *arguments)
{
    scale_report report = {.runs = runs, .weak = weak, .cores = cores, .arguments = arguments};
    size_t n = (size_t)runs->n;
    report.speedup = room_for(n, sizeof *report.speedup);
    report.efficiency = room_for(n, sizeof *report.efficiency);
    report.karp_flatt = room_for(n, sizeof *report.karp_flatt);
    for (int i = 0; i < runs->n; i++) {
        const scale_row *row = &runs->rows[i];
        report.speedup[i] = report_speedup(&report, row->ranks, row->median.total);
        report.efficiency[i] = report.speedup[i] / row->ranks;
        bool meant = !weak && runs->rows[0].ranks == 1; /* the formula compares with one rank */
        report.karp_flatt[i] = meant ? fit_karp_flatt(report.speedup[i], row->ranks) : NAN;
    }
    fit(&report);
    return report;
}

void report_free(scale_report *report)
{
    free(report->speedup);
    free(report->efficiency);
    free(report->karp_flatt);
}
