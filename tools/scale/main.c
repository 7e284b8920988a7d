/* scale [--weak] [--cores N] [--arguments TEXT] [--rows FILE] -o OUT.h5 RUN.h5...
 * scale --keep-times RUN.h5
 *
 * The program behind ./lab scale: from the result files of runs of one program at several numbers of
 * ranks to a table, the file OUT.h5, and FILE for gnuplot. --keep-times: takes all but the times out of the file of a run.
 * Exit status 0, or 2 with the reason. Serial.
 */
#include "keep.h"
#include "report.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
    static const struct option options[] = {{"weak", no_argument, NULL, 'w'},
                                            {"cores", required_argument, NULL, 'c'},
                                            {"arguments", required_argument, NULL, 'a'},
                                            {"rows", required_argument, NULL, 'r'},
                                            {"keep-times", required_argument, NULL, 'k'},
                                            {NULL, 0, NULL, 0}};
    bool weak = false;
    int cores = 0, option;
    const char *arguments = "", *rows = NULL, *output = NULL;
    while ((option = getopt_long(argc, argv, "o:", options, NULL)) != -1) {
        switch (option) {
        case 'w':
            weak = true;
            break;
        case 'c':
            cores = atoi(optarg);
            break;
        case 'a':
            arguments = optarg;
            break;
        case 'r':
            rows = optarg;
            break;
        case 'k':
            if (!keep_times(optarg)) {
                fprintf(stderr, "scale: %s: no result file with times, or no room beside it\n",
                        optarg);
                return 2;
            }
            return 0;
        case 'o':
            output = optarg;
            break;
        default:
            return 2;
        }
    }
    if (output == NULL || optind == argc) {
        fprintf(stderr, "usage: scale [--weak] [--cores N] [--arguments TEXT] [--rows FILE] -o "
                        "OUT.h5 RUN.h5...\n");
        return 2;
    }
    scale_runs runs;
    char why[RUNS_WHY];
    if (!runs_read(argv + optind, argc - optind, &runs, why)) {
        fprintf(stderr, "scale: %s\n", why);
        return 2;
    }
    int status = 0;
    scale_report report = report_make(&runs, weak, cores, arguments);
    report_print(&report);
    if (!report_write_hdf5(&report, output)) {
        fprintf(stderr, "scale: %s cannot be written\n", output);
        status = 2;
    } else if (rows != NULL && !report_write_rows(&report, rows)) {
        fprintf(stderr, "scale: %s cannot be written\n", rows);
        status = 2;
    }
    report_free(&report);
    runs_free(&runs);
    return status;
}
