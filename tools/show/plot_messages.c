/* Plots of messages: time and bandwidth over their size, with what a model says. */
#include "plots.h"
#include "common/results_names.h"
#include "tools/plotdata/plotdata.h"
#include <math.h>
#include <stdlib.h>

static double *read_vector(hid_t file, const char *name, hsize_t values)
{
    read_dataset found;
    bool there = read_describe(file, name, &found) && found.dimensions == 1;
    return there && found.values == values ? read_numbers(file, &found) : NULL;
}

static double read_value(hid_t file, const char *name)
{
    read_dataset found;
    double value = NAN;
    double *values =
        read_describe(file, name, &found) && found.values == 1 ? read_numbers(file, &found) : NULL;
    if (values != NULL) {
        value = values[0];
    }
    free(values);
    return value;
}

/* /timing/message_seconds with this many dimensions, and the sizes of the messages. */
typedef struct {
    size_t sizes, columns;
    double *bytes;   /* [sizes] */
    double *seconds; /* [sizes][columns]; NULL where there is none */
} message_times;

static message_times read_messages(hid_t file, int dimensions)
{
    read_dataset found;
    message_times read = {0, 1, NULL, NULL};
    if (read_describe(file, NAME_MESSAGE_SECONDS, &found) && found.values > 0 &&
        found.dimensions == dimensions) {
        read.sizes = found.shape[0];
        read.columns = dimensions > 1 ? found.shape[1] : 1;
        read.bytes = read_vector(file, NAME_MESSAGE_BYTES, found.shape[0]);
        read.seconds = read.bytes != NULL ? read_numbers(file, &found) : NULL;
    }
    const char *nothing = NULL;
    if (read.seconds != NULL) {
        nothing = plotdata_nothing(read.bytes, read.sizes, true);
        nothing = nothing ? nothing : plotdata_nothing(read.seconds, found.values, true);
    }
    if (nothing != NULL) {
        printf("no plot of /timing/message_seconds: %s\n", nothing);
        free(read.seconds);
        read.seconds = NULL;
    }
    return read;
}

bool plots_messages(const plots_source *source)
{
    message_times read = read_messages(source->file, 1);
    bool good = true;
    if (read.seconds != NULL) {
        double latency = read_value(source->file, NAME_LATENCY);
        double bandwidth = read_value(source->file, NAME_BANDWIDTH);
        FILE *to = plotdata_create(source->folder, "messages", "messages");
        if (to != NULL) {
            plotdata_text(to, "title", source->title);
            plotdata_number(to, "latency", latency);
            plotdata_number(to, "bandwidth", bandwidth);
            plotdata_number(to, "model", latency >= 0 && bandwidth > 0 && isfinite(bandwidth));
            plotdata_rows(to);
            for (size_t i = 0; i < read.sizes; i++) {
                plotdata_value(to, read.bytes[i]);
                plotdata_value(to, read.seconds[i]);
                plotdata_value(to, read.seconds[i] > 0 ? read.bytes[i] / read.seconds[i] : NAN);
                plotdata_end_row(to);
            }
        }
        good = to != NULL && plotdata_close(to);
    }
    free(read.bytes);
    free(read.seconds);
    return good;
}

/* bytes, the times of all algorithms, and what the model says of them (NULL: nothing) */
static void write_algorithms(FILE *to, const message_times *read, const char *names, size_t width,
                             const double *predicted)
{
    plotdata_word(to, "bytes");
    for (size_t a = 0; a < 2 * read->columns; a++) {
        plotdata_word(to, names + a % read->columns * width);
    }
    plotdata_end_row(to);
    for (size_t i = 0; i < read->sizes; i++) {
        plotdata_value(to, read->bytes[i]);
        for (size_t a = 0; a < read->columns; a++) {
            plotdata_value(to, read->seconds[i * read->columns + a]);
        }
        for (size_t a = 0; a < read->columns; a++) {
            plotdata_value(to, predicted != NULL ? predicted[i * read->columns + a] : NAN);
        }
        plotdata_end_row(to);
    }
}

bool plots_algorithms(const plots_source *source)
{
    message_times read = read_messages(source->file, 2);
    read_dataset listed, table;
    bool good = true;
    char *names = NULL;
    double *predicted = NULL;
    if (read.seconds != NULL && read_describe(source->file, NAME_ALGORITHMS, &listed) &&
        listed.dimensions == 1 && listed.values == read.columns) {
        names = read_texts(source->file, &listed);
    }
    if (names != NULL && read_describe(source->file, NAME_PREDICTED_SECONDS, &table) &&
        table.values == read.sizes * read.columns) {
        predicted = read_numbers(source->file, &table);
    }
    if (names != NULL) {
        FILE *to = plotdata_create(source->folder, "algorithms", "algorithms");
        size_t count = read.sizes * read.columns;
        if (to != NULL) {
            plotdata_text(to, "title", source->title);
            plotdata_number(to, "algorithms", (double)read.columns);
            plotdata_number(to, "model",
                            predicted != NULL && plotdata_usable(predicted, count, true) > 0);
            plotdata_rows(to);
            write_algorithms(to, &read, names, listed.value_size + 1, predicted);
        }
        good = to != NULL && plotdata_close(to);
    }
    free(names);
    free(predicted);
    free(read.bytes);
    free(read.seconds);
    return good;
}
