#include "finding.h"
#include <stdlib.h>
#include <string.h>

bool report_start(report *all)
{
    memset(all, 0, sizeof *all);
    all->findings = calloc(FINDING_DATASETS, sizeof *all->findings);
    return all->findings != NULL;
}

void report_free(report *all)
{
    free(all->findings);
    all->findings = NULL;
}

finding *report_add(report *all, const char *dataset, haddr_t address)
{
    finding *next = &all->findings[all->count++];
    snprintf(next->dataset, sizeof next->dataset, "%s", dataset);
    next->address = address;
    return next;
}

static int by_use(const void *a, const void *b)
{
    const finding *left = a, *right = b;
    if (left->is_missing != right->is_missing) {
        return left->is_missing ? -1 : 1;
    }
    if (left->address != right->address) {
        return left->address < right->address ? -1 : 1;
    }
    return strcmp(left->dataset, right->dataset);
}

void report_sort(report *all)
{
    qsort(all->findings, (size_t)all->count, sizeof *all->findings, by_use);
}

static void line(FILE *to, const char *key, const char *value)
{
    if (value != NULL && value[0] != '\0') {
        fprintf(to, "%s\t%s\n", key, value);
    }
}

static void print_finding(const finding *first, FILE *to)
{
    line(to, "sentence", first->sentence);
    line(to, "dataset", first->dataset);
    line(to, "pattern", first->pattern);
    line(to, "where", first->where);
    line(to, "expected", first->expected);
    line(to, "got", first->got);
    line(to, "worst", first->worst);
    line(to, "count", first->count);
    line(to, "tolerance", first->tolerance);
}

void report_print(const report *all, FILE *to)
{
    if (all->count > 0) {
        print_finding(&all->findings[0], to);
    } else {
        line(to, "sentence", all->sentence);
        line(to, "pattern", all->pattern);
    }
    for (int i = 1; i < all->count; i++) {
        fprintf(to, "also\t%s: %s\n", all->findings[i].dataset, all->findings[i].sentence);
    }
    for (int i = 0; i < all->note_count; i++) {
        line(to, "note", all->notes[i]);
    }
}
