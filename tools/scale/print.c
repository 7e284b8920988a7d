#include "report.h"
#include <limits.h>
#include <math.h>
#include <stdio.h>

static double other(const run_times *times)
{
    return times->total - times->compute - times->communication - times->io;
}

/* Those from failed[next] on that come before a number of ranks. Returns which is the next then. */
static int print_failed(const int failed[], int failures, int next, int before)
{
    for (; next < failures && failed[next] < before; next++) {
        printf("%6d %10s\n", failed[next], "failed");
    }
    return next;
}

static void print_times(const scale_report *report, const int failed[], int failures)
{
    int next = 0;
    printf("%6s %10s %21s %9s %10s %10s\n", "ranks", "seconds", "least - most", "speed-up",
           "efficiency", "Karp-Flatt");
    for (int i = 0; i < report->runs->n; i++) {
        const scale_row *row = &report->runs->rows[i];
        char spread[48], fraction[16] = "-";
        next = print_failed(failed, failures, next, row->ranks);
        snprintf(spread, sizeof spread, "%.4f - %.4f", row->least, row->most);
        if (!isnan(report->karp_flatt[i])) {
            snprintf(fraction, sizeof fraction, "%.3f", report->karp_flatt[i]);
        }
        printf("%6d %10.4f %21s %9.2f %9.0f%% %10s\n", row->ranks, row->median.total, spread,
               report->speedup[i], 100 * report->efficiency[i], fraction);
    }
    print_failed(failed, failures, next, INT_MAX);
}

static void print_split(const scale_report *report)
{
    printf("\nwhere the time goes: seconds, the mean of the ranks\n");
    printf("%6s %10s %14s %10s %10s %22s\n", "ranks", "compute", "communication", "I/O", "other",
           "longest/mean compute");
    for (int i = 0; i < report->runs->n; i++) {
        const run_times *t = &report->runs->rows[i].median;
        printf("%6d %10.4f %14.4f %10.4f %10.4f %22.2f\n", report->runs->rows[i].ranks, t->compute,
               t->communication, t->io, other(t) > 0 ? other(t) : 0, t->imbalance);
    }
}

static void print_model(const scale_report *report)
{
    const char *law = report->weak ? "Gustafson's" : "Amdahl's";
    printf("\n");
    if (!report->model.valid) {
        printf("too few numbers of ranks%s for a fit of %s law\n",
               report->cores > 0 ? " with a core for each rank" : "", law);
        return;
    }
    printf("%s law fits best with a serial fraction of %.2f %%. If that went on:\n", law,
           100 * report->model.serial);
    for (int factor = 10; factor <= 100; factor *= 10) {
        double ranks = (double)report->most_ranks * factor;
        double seconds = report_predict(report, ranks);
        double speedup = report_speedup(report, ranks, seconds);
        printf("%8.0f ranks: %.4g s, speed-up %.4g, efficiency %.0f%%\n", ranks, seconds, speedup,
               100 * speedup / ranks);
    }
}

void report_print(const scale_report *report, const int failed[], int failures)
{
    const scale_runs *runs = report->runs;
    const scale_row *last = &runs->rows[runs->n - 1];
    char count[40] = "one run each";
    if (runs->rows[0].count > 1) {
        snprintf(count, sizeof count, "medians of %d runs", runs->rows[0].count);
    }
    printf("%s (%s), %s scaling: %s%s%s\n\n", runs->program, runs->variant,
           report->weak ? "weak" : "strong", count, report->arguments[0] != '\0' ? " with " : "",
           report->arguments);
    print_times(report, failed, failures);
    print_split(report);
    print_model(report);
    if (report->cores > 0 && last->ranks > report->cores) {
        printf(
            "\nThis machine has %d core%s. Where there are more ranks than that they take turns,\n"
            "so these rows cannot get faster, and what they wait for is mostly each other's turn.\n"
            "The fit leaves them out.\n",
            report->cores, report->cores == 1 ? "" : "s");
    }
}
