#include "common/parts/frames.h"
#include "common/memory.h"
#include "common/results_names.h"
#include <stdlib.h>
#include <string.h>

frames frames_plan(int64_t rows, int64_t width, int64_t steps, int most, size_t item)
{
    frames made = {.rows = rows, .width = width, .item = item};
    int64_t due[40] = {0};
    int count = 1;
    for (int64_t step = 1; step < steps; step *= 4) {
        due[count++] = step;
    }
    if (steps > 0) {
        due[count++] = steps;
    }
    most = most < FRAMES_MOST ? most : FRAMES_MOST;
    made.count = count < most ? count : most;
    memcpy(made.due, due + count - made.count, (size_t)made.count * sizeof *due);
    return made;
}

int64_t frames_bytes(const frames *f)
{
    return f->rows * f->count * f->width * (int64_t)f->item;
}

bool frames_due(const frames *f, int64_t step)
{
    return f->kept < f->count && step >= f->due[f->kept];
}

bool frames_keep(frames *f, int64_t step, bool is_last, const void *values, int64_t stride)
{
    if (f->kept == f->count || (!frames_due(f, step) && !is_last)) {
        return false;
    }
    if (f->values == NULL) {
        f->values = memory_allocate(f->rows * f->count * f->width, f->item);
    }
    size_t bytes = (size_t)f->width * f->item;
    for (int64_t row = 0; row < f->rows; row++) {
        memcpy(f->values + (size_t)(row * f->count + f->kept) * bytes,
               (const char *)values + (size_t)(row * stride) * f->item, bytes);
    }
    f->step[f->kept++] = step;
    return true;
}

/* What is left is as the last frame. */
static void fill(frames *f)
{
    size_t bytes = (size_t)f->width * f->item;
    for (; f->kept > 0 && f->kept < f->count; f->kept++) {
        for (int64_t row = 0; row < f->rows; row++) {
            char *to = f->values + (size_t)(row * f->count + f->kept) * bytes;
            memcpy(to, to - bytes, bytes);
        }
        f->step[f->kept] = f->step[f->kept - 1];
    }
}

void frames_write(frames *f, const char *name, results *file, hid_t type, const char *units,
                  bool at_root)
{
    hsize_t count = (hsize_t)f->count;
    if (f->values == NULL) { /* nothing was ever kept */
        f->values = memory_allocate(f->rows * f->count * f->width, f->item);
    }
    fill(f);
    if (at_root) {
        int64_t rows = f->rows;
        MPI_Bcast(&rows, 1, MPI_INT64_T, 0, MPI_COMM_WORLD);
        hsize_t shape[2] = {(hsize_t)rows, (hsize_t)(f->count * f->width)};
        results_write_array(file, name, type, f->values, 2, shape, 0);
    } else {
        results_write_rows(file, name, type, f->values, f->rows, f->count * f->width);
    }
    results_write_array(file, NAME_FRAME_STEP, H5T_NATIVE_INT64, f->step, 1, &count, 0);
    results_units(file, name, units);
    results_text_attribute(file, name, NAME_PICTURE, "frames over " NAME_FRAME_STEP);
}

void frames_free(frames *f)
{
    free(f->values);
    f->values = NULL;
}
