#include "facts.h"
#include "bench.h"
#include "common/results_names.h"
#include "summary.h"
#include "times.h"
#include "tools/scale/report.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_PARAMETERS = 100, MAX_DATASETS = 200 };

static fact *add(facts *all, fact_kind kind, const char *label)
{
    static fact none;
    fact *added = all->count < MAX_FACTS ? &all->list[all->count++] : &none;
    memset(added, 0, sizeof *added);
    added->kind = kind;
    snprintf(added->label, sizeof added->label, "%.*s", FACT_LABEL - 1, label);
    return added;
}

static void add_text(facts *all, const char *label, const char *text)
{
    snprintf(add(all, FACT_RUN, label)->text, FACT_TEXT, "%.*s", FACT_TEXT - 1, text);
}

static void add_number(facts *all, fact_kind kind, const char *label, const char *units,
                       double value)
{
    char whole[2 * READ_NAME + 8];
    snprintf(whole, sizeof whole, units[0] != '\0' ? "%s [%s]" : "%s", label, units);
    add(all, kind, whole)->value = value;
}

static void add_attribute(hid_t file, facts *all, const char *label, const char *attribute)
{
    char text[FACT_TEXT];
    if (read_text_attribute(file, "/", attribute, text, sizeof text)) {
        add_text(all, label, text);
    }
}

static void add_run(hid_t file, facts *all)
{
    static char names[MAX_PARAMETERS][READ_NAME];
    char text[FACT_TEXT];
    int64_t number;
    add_attribute(file, all, "program", NAME_PROGRAM);
    add_attribute(file, all, "variant", NAME_VARIANT);
    add_attribute(file, all, "study", "study");
    add_attribute(file, all, "arguments", "arguments");
    if (read_int_attribute(file, "/", NAME_RANKS, &number)) {
        snprintf(text, sizeof text, "%lld", (long long)number);
        add_text(all, "ranks", text);
    }
    if (summary_hosts(file, text, sizeof text)) {
        add_text(all, "on", text);
    }
    add_attribute(file, all, "host", "host");
    add_attribute(file, all, "machine", "machine");
    add_attribute(file, all, "created", NAME_CREATED);
    add_attribute(file, all, "MPI", NAME_MPI_LIBRARY);
    add_attribute(file, all, "HDF5", NAME_HDF5_VERSION);
    add_attribute(file, all, "SLURM job", NAME_SLURM_JOB_ID);
    int count = read_attribute_names(file, NAME_PARAMETERS, names, MAX_PARAMETERS);
    for (int i = 0; i < count; i++) {
        if (read_text_attribute(file, NAME_PARAMETERS, names[i], text, sizeof text)) {
            add_text(all, names[i], text);
        }
    }
}

/* The longest time of each region, rates, and the single numbers of /timing. */
static void add_timing(hid_t file, facts *all)
{
    static read_dataset list[MAX_DATASETS];
    region_times times = times_read(file);
    for (size_t i = 0; times.value != NULL && i < times.regions; i++) {
        add_number(all, FACT_TIME, times_name(&times, i), times.seconds.units,
                   times_longest(&times, i));
    }
    for (int i = 0; i < TIMES_RATES; i++) {
        double rate = times_rate_of(file, &times, &times_rates[i]);
        if (rate > 0) {
            add_number(all, FACT_OTHER, "rate", times_rates[i].units, rate);
        }
    }
    times_free(&times);
    int count = read_list(file, NAME_TIMING, list, MAX_DATASETS);
    for (int i = 0; i < count; i++) {
        double *value = list[i].dimensions == 0 ? read_numbers(file, &list[i]) : NULL;
        if (value != NULL && list[i].values == 1) {
            add_number(all, FACT_OTHER, list[i].name + strlen(NAME_TIMING "/"), list[i].units,
                       *value);
        }
        free(value);
    }
}

static const char *add_ratios(hid_t file, facts *all)
{
    bench_ratios ratios;
    bool good = bench_read(file, &ratios);
    for (size_t i = 0; good && i < ratios.count; i++) {
        add_number(all, FACT_OTHER, ratios.key + i * ratios.key_size, "", ratios.median[i]);
    }
    bench_free(&ratios);
    return good ? NULL : "the table of ratios in it is not whole (measure again: ./lab bench)";
}

static const char *add_scaling(hid_t file, facts *all)
{
    static scale_study study;
    if (!study_read(file, &study)) {
        return "the scaling study in it is not whole (measure again: ./lab scale)";
    }
    for (int i = 0; i < study.runs.n; i++) {
        char label[40];
        snprintf(label, sizeof label, "%d rank%s", study.runs.rows[i].ranks,
                 study.runs.rows[i].ranks == 1 ? "" : "s");
        add_number(all, FACT_TIME, label, "s", study.runs.rows[i].median.total);
    }
    runs_free(&study.runs);
    return NULL;
}

const char *facts_read(hid_t file, facts *all)
{
    all->count = 0;
    all->is_result = false;
    add_run(file, all);
    if (bench_is_in(file)) {
        return add_ratios(file, all);
    } else if (study_is_in(file)) {
        return add_scaling(file, all);
    }
    all->is_result = true;
    add_timing(file, all);
    return summary_check(file);
}

const fact *facts_find(const facts *all, fact_kind kind, const char *label)
{
    for (int i = 0; i < all->count; i++) {
        if (all->list[i].kind == kind && strcmp(all->list[i].label, label) == 0) {
            return &all->list[i];
        }
    }
    return NULL;
}
