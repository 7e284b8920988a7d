#include "side.h"
#include "layout.h"
#include "verdict.h"
#include "tools/plotdata/plotdata.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How wide what is. */
typedef struct {
    int label, number, ratio;
    int text;  /* of a fact about the run */
    int shown; /* files that fit */
} columns;

static int longest_label(const side_file files[], int count)
{
    int longest = 0;
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < files[i].says->count; k++) {
            int length = (int)strlen(files[i].says->list[k].label);
            longest = length > longest ? length : longest;
        }
    }
    return longest;
}

/* Two files have columns always; more, if there is room. Long labels have it where two are all. */
static columns fit_columns(const side_file files[], int count)
{
    columns wide = {24, 13, 8, 20, 2}, narrow = {14, 10, 6, 12, 2};
    columns fit = layout_columns >= 58 ? wide : narrow;
    int longest = longest_label(files, count) + 3;
    int room = layout_columns - 2 * fit.number - fit.ratio;
    if (count == 2 && longest > fit.label && room > fit.label) {
        fit.label = longest < room ? longest : room;
    }
    while (fit.shown < count &&
           fit.label + fit.number + fit.shown * (fit.number + fit.ratio) <= layout_columns) {
        fit.shown++;
    }
    fit.text = (layout_columns - fit.label) / fit.shown - 1;
    fit.text = fit.text < 24 ? fit.text : 24;
    return fit;
}

/* Is it the first file that has this fact? So that each is printed once. */
static bool is_new(const side_file files[], int i, const fact *this)
{
    for (int k = 0; k < i; k++) {
        if (facts_find(files[k].says, this->kind, this->label) != NULL) {
            return false;
        }
    }
    return true;
}

typedef void use_fact(const side_file files[], int count, const columns *fit, const fact *this);

/* Every fact of a kind that a file has, once. */
static void for_each(const side_file files[], int count, const columns *fit, fact_kind kind,
                     use_fact *use)
{
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < files[i].says->count; k++) {
            const fact *this = &files[i].says->list[k];
            if (this->kind == kind && is_new(files, i, this)) {
                use(files, count, fit, this);
            }
        }
    }
}

/* ---- the runs ---- */

static const char *text_of(const side_file *file, const fact *this)
{
    const fact *found = facts_find(file->says, this->kind, this->label);
    return found != NULL ? found->text : "-";
}

static bool is_same(const side_file files[], int count, const fact *this)
{
    for (int i = 1; i < count; i++) {
        if (strcmp(text_of(&files[0], this), text_of(&files[i], this)) != 0) {
            return false;
        }
    }
    return true;
}

/* In columns, or where a text does not fit, one below the other. */
static void print_different(const side_file files[], int count, const columns *fit,
                            const fact *this)
{
    bool fits = true;
    if (is_same(files, count, this)) {
        return;
    }
    for (int i = 0; i < fit->shown; i++) {
        fits = fits && (int)strlen(text_of(&files[i], this)) <= fit->text;
    }
    printf("  %-*.*s", fit->label - 2, fit->label - 3, this->label);
    for (int i = 0; i < fit->shown; i++) {
        const char *text = text_of(&files[i], this);
        if (fits) {
            printf("%*s%s", i > 0 ? 1 : 0, "", text);
            printf("%*s", i + 1 < fit->shown ? fit->text - (int)strlen(text) : 0, "");
        } else {
            printf("%*s%c  %s%s", i > 0 ? fit->label : 0, "", 'a' + i, text,
                   i + 1 < fit->shown ? "\n" : "");
        }
    }
    printf("\n");
}

static char same[2000];

static void add_same(const side_file files[], int count, const columns *fit, const fact *this)
{
    (void)fit;
    size_t used = strlen(same);
    if (is_same(files, count, this)) {
        bool tell = this->text[0] != '\0' && strlen(this->text) < 24;
        snprintf(same + used, sizeof same - used, "%s%s%s%s", used > 0 ? ", " : "", this->label,
                 tell ? " " : "", tell ? this->text : "");
    }
}

static void print_runs(const side_file files[], int count, const columns *fit)
{
    printf("\n%-*s", fit->label, "differ in");
    for (int i = 0; i < fit->shown; i++) {
        printf("%-*c", i + 1 < fit->shown ? fit->text + 1 : 1, 'a' + i);
    }
    printf("\n");
    for_each(files, count, fit, FACT_RUN, print_different);
    same[0] = '\0';
    for_each(files, count, fit, FACT_RUN, add_same);
    if (same[0] != '\0') {
        layout_field("the same:", same);
    }
}

/* ---- their numbers ---- */

static double value_of(const side_file *file, const fact *this)
{
    const fact *found = facts_find(file->says, this->kind, this->label);
    return found != NULL ? found->value : NAN;
}

static void print_number(double value, int width)
{
    char text[60] = "-";
    if (!isnan(value)) {
        layout_number(value, text, sizeof text);
    }
    if ((int)strlen(text) >= width) {
        snprintf(text, sizeof text, "%.2e", value);
    }
    printf("%*s", width, text);
}

static void print_numbers(const side_file files[], int count, const columns *fit, const fact *this)
{
    double first = value_of(&files[0], this);
    int length = (int)strlen(this->label);
    (void)count;
    if (length > fit->label - 3) { /* a line of its own */
        printf("  %s\n%*s", this->label, fit->label, "");
    } else {
        printf("  %-*s", fit->label - 2, this->label);
    }
    for (int i = 0; i < fit->shown; i++) {
        double value = value_of(&files[i], this);
        print_number(value, fit->number);
        if (i > 0 && first > 0 && isfinite(value / first)) {
            printf("%*.*f", fit->ratio, value / first < 100 ? 2 : 0, value / first);
        } else if (i > 0) {
            printf("%*s", fit->ratio, "-");
        }
    }
    printf("\n");
}

static bool have(const side_file files[], int count, fact_kind kind)
{
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < files[i].says->count; k++) {
            if (files[i].says->list[k].kind == kind) {
                return true;
            }
        }
    }
    return false;
}

static void print_table(const side_file files[], int count, const columns *fit, fact_kind kind,
                        const char *heading)
{
    if (!have(files, count, kind)) {
        return;
    }
    printf("\n%-*s%*s", fit->label, heading, fit->number, "a");
    for (int i = 1; i < fit->shown; i++) {
        printf("%*c%*s%c/a", fit->number, 'a' + i, fit->ratio - 3, "", 'a' + i);
    }
    printf("\n");
    for_each(files, count, fit, kind, print_numbers);
}

/* ---- their results ---- */

static void print_results(const side_file files[], int count)
{
    static const fact program = {.kind = FACT_RUN, .label = "program"};
    if (!files[0].says->is_result) {
        return;
    }
    printf("\nresults\n");
    for (int i = 1; i < count; i++) {
        char label[] = {'a', ' ', '-', ' ', (char)('a' + i), '\0'}, text[VERDICT_TEXT];
        if (!files[i].says->is_result ||
            strcmp(text_of(&files[0], &program), text_of(&files[i], &program)) != 0) {
            snprintf(text, sizeof text, "of different programs, so not compared");
        } else {
            verdict_of(files[0].path, files[i].path, text);
        }
        layout_field(label, text);
    }
}

void side_print(const side_file files[], int count)
{
    columns fit = fit_columns(files, count);
    for (int i = 0; i < count; i++) {
        printf("%c  %s\n", 'a' + i, files[i].path);
    }
    print_runs(files, count, &fit);
    print_table(files, count, &fit, FACT_TIME,
                files[0].says->is_result ? "longest rank" : "median time");
    print_table(files, count, &fit, FACT_OTHER, "more numbers");
    if (fit.shown < count) {
        char text[200];
        int used = snprintf(text, sizeof text, "%c", 'a' + fit.shown);
        for (int i = fit.shown + 1; i < count; i++) {
            used += snprintf(text + used, sizeof text - (size_t)used, ", %c", 'a' + i);
        }
        snprintf(text + used, sizeof text - (size_t)used, " (a line has %d characters only)",
                 layout_columns);
        printf("\n");
        layout_field("left out:", text);
    }
    print_results(files, count);
}

/* ---- the plot ---- */

static FILE *plot_to;

static void write_times(const side_file files[], int count, const columns *fit, const fact *this)
{
    char label[FACT_LABEL];
    (void)fit;
    snprintf(label, sizeof label, "%.*s", (int)strcspn(this->label, "["), this->label);
    plotdata_word(plot_to, label);
    for (int i = 0; i < count; i++) {
        plotdata_value(plot_to, value_of(&files[i], this));
    }
    plotdata_end_row(plot_to);
}

bool side_plot(const side_file files[], int count, const char *folder)
{
    if (!have(files, count, FACT_TIME)) {
        return true;
    }
    plot_to = plotdata_create(folder, "compared", "compared");
    if (plot_to == NULL) {
        return false;
    }
    plotdata_number(plot_to, "files", count);
    plotdata_text(plot_to, "title",
                  files[0].says->is_result ? "time of the longest rank" : "median time");
    plotdata_rows(plot_to);
    plotdata_word(plot_to, "region");
    for (int i = 0; i < count; i++) {
        const char *name = strrchr(files[i].path, '/');
        char label[80];
        snprintf(label, sizeof label, "%c  %.60s", 'a' + i, name ? name + 1 : files[i].path);
        plotdata_word(plot_to, label);
    }
    plotdata_end_row(plot_to);
    for_each(files, count, NULL, FACT_TIME, write_times);
    return plotdata_close(plot_to);
}
