/* "frames over STEPS": a matrix of frames side by side, of a field as time goes on. */
#include "common/results_names.h"
#include "plots.h"
#include "tools/compare/field.h"
#include "tools/plotdata/plotdata.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SIDE = 256 /* pixels of a frame that are drawn */, WIDTH = 640, MOST_ACROSS = 4 };

typedef struct {
    const field *f;
    const double *values;
    int shown[FIELD_FRAMES], count, across; /* those that are drawn: none twice */
    hsize_t shrink, height, width;          /* shrink: points to a pixel, on each side */
    hsize_t gap;                            /* pixels between frames */
} strip;

static strip lay_out(const field *f, const double values[])
{
    strip s = {.f = f, .values = values};
    for (int i = 0; i < f->count; i++) {
        if (i == 0 || f->step[i] != f->step[i - 1]) {
            s.shown[s.count++] = i;
        }
    }
    hsize_t side = f->height > f->width ? f->height : f->width;
    s.across = s.count <= MOST_ACROSS ? s.count : (s.count + 1) / 2;
    s.across = s.across <= MOST_ACROSS ? s.across : MOST_ACROSS;
    s.shrink = (side + MOST_SIDE - 1) / MOST_SIDE;
    s.height = (f->height + s.shrink - 1) / s.shrink;
    s.width = (f->width + s.shrink - 1) / s.shrink;
    s.gap = (s.width * (hsize_t)s.across) / 24 + 1;
    return s;
}

/* The mean of the points that make a pixel; NaN beyond the frame. */
static double pixel(const strip *s, int frame, hsize_t row, hsize_t column)
{
    const field *f = s->f;
    double sum = 0, count = 0;
    for (hsize_t y = row * s->shrink; y < (row + 1) * s->shrink && y < f->height; y++) {
        for (hsize_t x = column * s->shrink; x < (column + 1) * s->shrink && x < f->width; x++) {
            sum += s->values[(y * (hsize_t)f->count + (hsize_t)frame) * f->width + x];
            count++;
        }
    }
    return count > 0 ? sum / count : NAN;
}

static void write_pixels(FILE *to, const strip *s)
{
    hsize_t down = (hsize_t)((s->count + s->across - 1) / s->across);
    for (hsize_t y = 0; y + s->gap < down * (s->height + s->gap); y++) {
        for (hsize_t x = 0; x + s->gap < (hsize_t)s->across * (s->width + s->gap); x++) {
            hsize_t number =
                y / (s->height + s->gap) * (hsize_t)s->across + x / (s->width + s->gap);
            hsize_t row = y % (s->height + s->gap), column = x % (s->width + s->gap);
            bool inside = number < (hsize_t)s->count && row < s->height && column < s->width;
            plotdata_value(to, inside ? pixel(s, s->shown[number], row, column) : NAN);
        }
        plotdata_end_row(to);
    }
}

/* "0 1 4 16" */
static void write_list(FILE *to, const char *name, const int64_t numbers[], int count,
                       double factor)
{
    char text[1000] = "";
    size_t used = 0;
    for (int i = 0; i < count && used < sizeof text; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, "%.15g ",
                                 (double)numbers[i] * factor);
    }
    plotdata_text(to, name, text);
}

static void write_settings(FILE *to, const plots_source *source, const read_dataset *dataset,
                           const strip *s, double least, double most)
{
    const field *f = s->f;
    int64_t steps[FIELD_FRAMES];
    int down = (s->count + s->across - 1) / s->across;
    double tall =
        (double)(down * (int)(s->height + s->gap)) / (double)(s->across * (int)(s->width + s->gap));
    for (int i = 0; i < s->count; i++) {
        steps[i] = f->step[s->shown[i]];
    }
    plotdata_text(to, "title", source->title);
    plotdata_text(to, "label", plots_name(dataset));
    plotdata_text(to, "units", plots_units(dataset));
    plotdata_number(to, "least", least);
    plotdata_number(to, "most", most);
    plotdata_number(to, "two_values", dataset->kind == READ_INTEGER && least == 0 && most == 1);
    plotdata_number(to, "height", floor(fmin(1200, fmax(220, 120 + WIDTH * tall))));
    plotdata_number(to, "frames", s->count);
    plotdata_number(to, "across", s->across);
    plotdata_number(to, "frame_height", (double)s->height);
    plotdata_number(to, "frame_width", (double)s->width);
    plotdata_number(to, "gap", (double)s->gap);
    plotdata_number(to, "points_down", (double)f->height);
    plotdata_number(to, "points_across", (double)f->width);
    write_list(to, "steps", steps, s->count, 1);
    bool blocks = source->with_ranks && f->down > 0;
    write_list(to, "block_rows", f->rows, blocks ? f->down + 1 : 0, 1.0 / (double)s->shrink);
    write_list(to, "block_columns", f->columns, blocks ? f->across + 1 : 0,
               1.0 / (double)s->shrink);
}

bool plots_frames(const plots_source *source, const read_dataset *dataset)
{
    owners whose = owners_read(source->file, dataset, source->ranks);
    field f = field_read(source->file, dataset, &whose);
    double *values = f.count > 0 ? read_numbers(source->file, dataset) : NULL;
    const char *nothing = values != NULL ? plotdata_nothing(values, dataset->values, false)
                                         : "they are no frames of numbers that can be read";
    double least = INFINITY, most = -INFINITY;
    bool good = true;
    if (nothing != NULL) {
        printf("no plot of %s: %s\n", dataset->name, nothing);
    } else {
        for (hsize_t i = 0; i < dataset->values; i++) {
            least = isfinite(values[i]) ? fmin(least, values[i]) : least;
            most = isfinite(values[i]) ? fmax(most, values[i]) : most;
        }
        strip s = lay_out(&f, values);
        FILE *to = plotdata_create(source->folder, plots_name(dataset), "frames");
        if (to != NULL) {
            write_settings(to, source, dataset, &s, least, most);
            plotdata_rows(to);
            write_pixels(to, &s);
        }
        good = to != NULL && plotdata_close(to);
    }
    free(values);
    field_free(&f);
    owners_free(&whose);
    return good;
}
