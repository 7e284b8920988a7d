/* scale [--weak] [--cores N] [--arguments TEXT] [--failed LIST] [--rows FILE] -o OUT.h5 RUN.h5...
 * scale --keep-times RUN.h5
 * scale --figures RUN.h5
 *
 * The program behind ./lab scale: from the result files of runs of one program at several numbers of
 * ranks to a table, the file OUT.h5, and FILE for gnuplot (report.h). --failed 2,8: runs of so many ranks have no
 * result; the table says so. --keep-times: takes all but the times out of the file of a run. --figures: of
 * one run, in a line with tabs between: ranks, hosts, and the seconds that run_times has: total, compute, communication, io.
 * Exit status 0, or 2 with the reason. Serial.
 */
#include "keep.h"
#include "report.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_FAILED = 1000 };

typedef struct {
    bool weak;
    int cores, failures;
    int failed[MOST_FAILED]; /* [failures], in order */
    bool figures;
    const char *arguments, *rows, *output;
    char *run;
} wishes;

static int by_value(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* "2,8"; false if it is something else. */
static bool read_failed(const char *list, wishes *wish)
{
    for (char *end; wish->failures < MOST_FAILED; list = end + 1) {
        long ranks = strtol(list, &end, 10);
        if (ranks < 1 || ranks > 1 << 24 || (*end != ',' && *end != '\0')) {
            return false;
        }
        wish->failed[wish->failures++] = (int)ranks;
        if (*end == '\0') {
            qsort(wish->failed, (size_t)wish->failures, sizeof wish->failed[0], by_value);
            return true;
        }
    }
    return false;
}

/* False with the reason on stderr. */
static bool read_options(int argc, char *argv[], wishes *wish)
{
    static const struct option options[] = {{"weak", no_argument, NULL, 'w'},
                                            {"cores", required_argument, NULL, 'c'},
                                            {"arguments", required_argument, NULL, 'a'},
                                            {"failed", required_argument, NULL, 'f'},
                                            {"rows", required_argument, NULL, 'r'},
                                            {"keep-times", required_argument, NULL, 'k'},
                                            {"figures", required_argument, NULL, 'F'},
                                            {NULL, 0, NULL, 0}};
    for (int option; (option = getopt_long(argc, argv, "o:", options, NULL)) != -1;) {
        switch (option) {
        case 'w':
            wish->weak = true;
            break;
        case 'c':
            wish->cores = atoi(optarg);
            break;
        case 'a':
            wish->arguments = optarg;
            break;
        case 'f':
            if (!read_failed(optarg, wish)) {
                fprintf(stderr, "scale: --failed: not numbers of ranks, as in 2,8: %s\n", optarg);
                return false;
            }
            break;
        case 'r':
            wish->rows = optarg;
            break;
        case 'F':
            wish->figures = true; /* falls through */
        case 'k':
            wish->run = optarg;
            break;
        case 'o':
            wish->output = optarg;
            break;
        default:
            return false;
        }
    }
    if (wish->run == NULL && (wish->output == NULL || optind == argc)) {
        fprintf(stderr, "usage: scale [--weak] [--cores N] [--arguments TEXT] [--failed LIST] "
                        "[--rows FILE] -o OUT.h5 RUN.h5...\n");
        return false;
    }
    return true;
}

static int report_all(const wishes *wish, char *const files[], int n)
{
    scale_runs runs;
    char why[RUNS_WHY];
    if (!runs_read(files, n, &runs, why)) {
        fprintf(stderr, "scale: %s\n", why);
        return 2;
    }
    int status = 0;
    scale_report report = report_make(&runs, wish->weak, wish->cores, wish->arguments);
    report_print(&report, wish->failed, wish->failures);
    if (!report_write_hdf5(&report, wish->output)) {
        fprintf(stderr, "scale: %s cannot be written\n", wish->output);
        status = 2;
    } else if (wish->rows != NULL && !report_write_rows(&report, wish->rows)) {
        fprintf(stderr, "scale: %s cannot be written\n", wish->rows);
        status = 2;
    }
    report_free(&report);
    runs_free(&runs);
    return status;
}

static int print_figures(char *path)
{
    scale_runs runs;
    char why[RUNS_WHY];
    if (!runs_read(&path, 1, &runs, why)) {
        fprintf(stderr, "scale: %s\n", why);
        return 2;
    }
    const run_times *times = &runs.rows[0].median;
    printf("%d\t%d\t%.6f\t%.6f\t%.6f\t%.6f\n", runs.rows[0].ranks, runs_hosts(path), times->total,
           times->compute, times->communication, times->io);
    runs_free(&runs);
    return 0;
}

int main(int argc, char *argv[])
{
    static wishes wish = {.arguments = ""};
    if (!read_options(argc, argv, &wish)) {
        return 2;
    }
    if (wish.figures) {
        return print_figures(wish.run);
    }
    if (wish.run != NULL) {
        if (!keep_times(wish.run)) {
            fprintf(stderr, "scale: %s: no result file with times, or no room beside it\n",
                    wish.run);
            return 2;
        }
        return 0;
    }
    return report_all(&wish, argv + optind, argc - optind);
}
