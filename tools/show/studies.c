#include "studies.h"
#include "bench.h"
#include "plots.h"
#include "tools/scale/report.h"
#include <limits.h>

static const char no_folder[] = "its plots cannot be prepared: TMPDIR cannot be written";

bool studies_are_in(hid_t file)
{
    return bench_is_in(file) || study_is_in(file);
}

static const char *show_bench(hid_t file, const char *path, bool quiet, const char *folder)
{
    bench_ratios ratios;
    const char *wrong = NULL;
    if (!bench_read(file, &ratios)) {
        wrong = "the table of ratios in it is not whole (measure again: ./lab bench)";
    } else {
        if (!quiet) {
            bench_print(file, path, &ratios);
        }
        if (folder != NULL && !bench_plot(file, &ratios, folder)) {
            wrong = no_folder;
        }
    }
    bench_free(&ratios);
    return wrong;
}

static const char *show_scaling(hid_t file, bool quiet, const char *folder)
{
    static scale_study study;
    if (!study_read(file, &study)) {
        return "the scaling study in it is not whole (measure again: ./lab scale)";
    }
    scale_report report = report_make(&study.runs, study.weak, study.cores, study.arguments);
    const char *wrong = NULL;
    if (!quiet) {
        report_print(&report, NULL, 0);
    }
    if (folder != NULL) {
        char rows[PATH_MAX];
        snprintf(rows, sizeof rows, "%s/study.scaling", folder);
        wrong = report_write_rows(&report, rows) ? NULL : no_folder;
    }
    report_free(&report);
    runs_free(&study.runs);
    return wrong;
}

const char *studies_show(hid_t file, const char *path, bool quiet, const char *folder)
{
    if (folder != NULL && !plots_write_base(path, folder)) {
        return no_folder;
    }
    return bench_is_in(file) ? show_bench(file, path, quiet, folder)
                             : show_scaling(file, quiet, folder);
}
