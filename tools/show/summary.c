#include "summary.h"
#include "common/results_names.h"
#include "layout.h"
#include "ranks.h"
#include "tools/result_file/read.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_PARAMETERS = 100, MAX_DATASETS = 200 };

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

bool summary_hosts(hid_t file, char text[], size_t size)
{
    read_dataset found;
    char *hosts = NULL;
    char names[160] = "";
    int different = 0, used = 0;
    text[0] = '\0';
    if (read_describe(file, NAME_HOST, &found)) {
        hosts = read_texts(file, &found);
    }
    if (hosts == NULL || found.values == 0) {
        free(hosts);
        return false;
    }
    size_t width = found.value_size + 1;
    qsort(hosts, found.values, width, by_text);
    for (size_t i = 0; i < found.values; i++) {
        const char *host = hosts + i * width;
        if (i > 0 && strcmp(host, host - width) == 0) {
            continue;
        }
        different++;
        if (different <= 4 && used < (int)sizeof names - 70) {
            used += snprintf(names + used, 70, "%s%.60s", used > 0 ? ", " : "", host);
        } else if (strstr(names, "...") == NULL) {
            strcat(names, ", ...");
        }
    }
    snprintf(text, size, "%d %s (%s)", different, different == 1 ? "host" : "hosts", names);
    free(hosts);
    return true;
}

static void text_field(hid_t file, const char *label, const char *attribute)
{
    char text[4096];
    if (read_text_attribute(file, "/", attribute, text, sizeof text)) {
        layout_field(label, text);
    }
}

static void print_run(hid_t file, int64_t ranks)
{
    char program[100], variant[100], job[100], more[200], text[512];
    int64_t version = 1;
    read_text_attribute(file, "/", NAME_PROGRAM, program, sizeof program);
    if (read_text_attribute(file, "/", NAME_VARIANT, variant, sizeof variant)) {
        snprintf(text, sizeof text, "%s (%s)", program, variant);
    } else {
        snprintf(text, sizeof text, "%s", program);
    }
    layout_field("program", text);
    if (ranks > 0) {
        bool known = summary_hosts(file, more, sizeof more);
        snprintf(text, sizeof text, "%lld%s%s", (long long)ranks, known ? " on " : "", more);
        layout_field("ranks", text);
    }
    text_field(file, "created", NAME_CREATED);
    text_field(file, "MPI", NAME_MPI_LIBRARY);
    if (read_text_attribute(file, "/", NAME_SLURM_JOB_ID, job, sizeof job)) {
        int used = snprintf(text, sizeof text, "%s", job);
        if (read_text_attribute(file, "/", NAME_SLURM_JOB_NODELIST, more, sizeof more)) {
            used += snprintf(text + used, sizeof text - (size_t)used, " on %s", more);
        }
        if (read_text_attribute(file, "/", NAME_SLURM_JOB_PARTITION, more, sizeof more)) {
            snprintf(text + used, sizeof text - (size_t)used, ", partition %s", more);
        }
        layout_field("SLURM job", text);
    }
    text_field(file, "command", NAME_COMMAND_LINE);
    if (read_int_attribute(file, "/", NAME_FORMAT_VERSION, &version) && version != 1) {
        layout_field("format",
                     "another than this program knows: some of the file may be missing here");
    }
}

static void print_parameters(hid_t file)
{
    static char names[MAX_PARAMETERS][READ_NAME];
    char value[1024];
    int count = read_attribute_names(file, NAME_PARAMETERS, names, MAX_PARAMETERS);
    if (count > 0) {
        printf("\nparameters\n");
    }
    for (int i = 0; i < count; i++) {
        if (read_text_attribute(file, NAME_PARAMETERS, names[i], value, sizeof value)) {
            layout_field(names[i], value);
        }
    }
}

/* ---- what was computed ---- */

/* "768 x 1024"; "" for a single value. */
static void shape_text(const read_dataset *dataset, char text[], size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; i < dataset->dimensions && used < size; i++) {
        used += (size_t)snprintf(text + used, size - used, "%s%llu", i > 0 ? " x " : "",
                                 (unsigned long long)dataset->shape[i]);
    }
}

/* The value of a dataset that has one only; false if it has none, or more. */
static bool value_text(hid_t file, const read_dataset *dataset, char text[], size_t size)
{
    if (dataset->dimensions > 0 || dataset->values != 1) {
        return false;
    }
    double *number = read_numbers(file, dataset);
    char *word = read_texts(file, dataset);
    if (number != NULL) {
        layout_number(*number, text, size);
    } else if (word != NULL) {
        snprintf(text, size, "%s", word);
    }
    free(number);
    free(word);
    return number != NULL || word != NULL;
}

/* One line for a dataset: its value if it has only one, else its shape and type. */
static void print_dataset(hid_t file, const read_dataset *dataset, const char *label)
{
    char text[512], shape[128];
    if (dataset->kind == READ_UNREADABLE) {
        snprintf(text, sizeof text, "unreadable: %s", dataset->why);
    } else if (value_text(file, dataset, shape, sizeof shape)) {
        snprintf(text, sizeof text, "%s %s", shape, dataset->units);
    } else {
        shape_text(dataset, shape, sizeof shape);
        snprintf(text, sizeof text, "%s %s%s%s%s%s%s", shape, dataset->type,
                 dataset->units[0] ? ", in " : "", dataset->units,
                 dataset->picture[0] ? ", picture: " : "", dataset->picture,
                 dataset->is_axis ? ", axis" : "");
    }
    layout_field(label, text);
}

/* The datasets of a group that are not in the table of the ranks. */
static void print_datasets(hid_t file, const char *group, const read_dataset list[], int count,
                           int64_t ranks)
{
    bool is_timing = strcmp(group, NAME_TIMING) == 0;
    int printed = 0;
    for (int i = 0; i < count; i++) {
        if (is_timing && ranks_has_row(&list[i], ranks)) {
            continue;
        }
        if (printed++ == 0) {
            printf("\n%s\n", is_timing ? "more in /timing" : group + 1);
        }
        print_dataset(file, &list[i], list[i].name + strlen(group) + 1);
    }
    if (count == MAX_DATASETS) {
        printf("  ... and more\n");
    }
}

const char *summary_check(hid_t file)
{
    char program[READ_NAME];
    if (!read_text_attribute(file, "/", NAME_PROGRAM, program, sizeof program)) {
        return "HDF5, but no result of an mpilab program: the attribute 'program' is missing "
               "(h5dump -A prints what is in it)";
    }
    if (H5Lexists(file, NAME_TIMING, H5P_DEFAULT) <= 0 &&
        H5Lexists(file, NAME_RESULT, H5P_DEFAULT) <= 0) {
        return "neither /timing nor /result is in it (run the program again)";
    }
    return NULL;
}

void summary_print(hid_t file, const char *path)
{
    static read_dataset list[MAX_DATASETS];
    int64_t ranks = 0;
    read_int_attribute(file, "/", NAME_RANKS, &ranks);
    printf("%s\n", path);
    print_run(file, ranks);
    print_parameters(file);

    int count = read_list(file, NAME_TIMING, list, MAX_DATASETS);
    ranks_print(file, list, count, ranks);
    print_datasets(file, NAME_TIMING, list, count, ranks);
    count = read_list(file, NAME_RESULT, list, MAX_DATASETS);
    print_datasets(file, NAME_RESULT, list, count, ranks);
}
