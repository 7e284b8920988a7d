#include "common/parts/digits.h"
#include "common/memory.h"
#include "common/parts/hdf5_input.h"
#include "common/stop.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const hdf5_input IMAGES = {.name = "/images",
                                  .kind = H5T_INTEGER,
                                  .min_dimensions = 3,
                                  .max_dimensions = 3,
                                  .shape = {0, DIGITS_SIDE, DIGITS_SIDE},
                                  .dimensions = 3};
static const hdf5_input LABELS = {.name = "/labels",
                                  .kind = H5T_INTEGER,
                                  .min_dimensions = 1,
                                  .max_dimensions = 1,
                                  .dimensions = 1};

/* LAB_DIGITS is set by the build. Where that was installed elsewhere, data/ is beside build/PRESET/solutions/NAME. */
const char *digits_file(void)
{
    static char path[4096];
    ssize_t length = -1;
    if (access(LAB_DIGITS, R_OK) != 0) {
        length = readlink("/proc/self/exe", path, sizeof path - 40);
    }
    if (length < 0) {
        return LAB_DIGITS;
    }
    path[length] = '\0';
    for (int up = 0; up < 4 && strrchr(path, '/') != NULL; up++) {
        *strrchr(path, '/') = '\0';
    }
    strcat(path, "/data/digits.h5");
    return path;
}

int64_t digits_count(const char *path, MPI_Comm comm)
{
    hdf5_input datasets[] = {IMAGES, LABELS};
    hdf5_input_inspect(path, datasets, 2, 0, comm);
    int64_t images = datasets[0].shape[0], labels = datasets[1].shape[0];
    stop_together(comm, images != labels, STOP_FAILURE,
                  "cannot read %s: %lld images, but %lld labels", path, (long long)images,
                  (long long)labels);
    return images;
}

/* The first image here with a value that cannot be; count if there is none. */
static int64_t first_wrong(const digits *images)
{
    for (int64_t k = 0; k < images->count; k++) {
        if (images->labels[k] >= DIGITS_CLASSES) {
            return k;
        }
        for (int p = 0; p < DIGITS_PIXELS; p++) {
            if (images->pixels[k * DIGITS_PIXELS + p] > DIGITS_BLACK) {
                return k;
            }
        }
    }
    return images->count;
}

digits digits_read(const char *path, int64_t first, int64_t count, MPI_Comm comm)
{
    stop_together(comm, (first < 0 && count > 0) || count < 0, STOP_FAILURE,
                  "a rank asked for %lld images from number %lld on", (long long)count,
                  (long long)first);
    digits images = {count, memory_allocate(count, sizeof *images.numbers),
                     memory_allocate(count, DIGITS_PIXELS), memory_allocate(count, 1)};
    for (int64_t k = 0; k < count; k++) {
        images.numbers[k] = first + k;
    }
    /* Both, whatever came of the first: the other ranks read both. */
    bool read =
        hdf5_input_read_rows(path, &IMAGES, first, count, H5T_NATIVE_UINT8, images.pixels, comm);
    read &=
        hdf5_input_read_rows(path, &LABELS, first, count, H5T_NATIVE_UINT8, images.labels, comm);
    stop_together(comm, !read, STOP_FAILURE,
                  "cannot read %s: reading %lld images from number %lld on failed", path,
                  (long long)count, (long long)first);
    int64_t wrong = first_wrong(&images);
    stop_together(comm, wrong < count, STOP_FAILURE,
                  "cannot read %s: image %lld has a label above %d or a grey level above %d", path,
                  (long long)(first + wrong), DIGITS_CLASSES - 1, DIGITS_BLACK);
    return images;
}

void digits_free(digits *images)
{
    free(images->numbers);
    free(images->pixels);
    free(images->labels);
    *images = (digits){0, NULL, NULL, NULL};
}

static digit_measure measure(const uint8_t pixels[], uint8_t label)
{
    double ink = 0, x = 0, y = 0, middle = (DIGITS_SIDE - 1) / 2.0;
    for (int p = 0; p < DIGITS_PIXELS; p++) {
        ink += pixels[p];
        x += pixels[p] * (p % DIGITS_SIDE);
        y += pixels[p] * (p / DIGITS_SIDE);
    }
    digit_measure found = {ink, ink > 0 ? x / ink : middle, ink > 0 ? y / ink : middle, label};
    return found;
}

void digits_measure(const digits *images, digit_measure measures[])
{
    for (int64_t k = 0; k < images->count; k++) {
        measures[k] = measure(images->pixels + k * DIGITS_PIXELS, images->labels[k]);
    }
}

void digits_sum_by_label(const digit_measure measures[], int64_t count,
                         double sums[2 * DIGITS_CLASSES])
{
    for (int d = 0; d < 2 * DIGITS_CLASSES; d++) {
        sums[d] = 0;
    }
    for (int64_t k = 0; k < count; k++) {
        int digit = (int)measures[k].label;
        sums[digit] += measures[k].ink;
        sums[DIGITS_CLASSES + digit] += 1;
    }
}

void digits_mean_ink(const double sums[2 * DIGITS_CLASSES], double mean[DIGITS_CLASSES])
{
    for (int d = 0; d < DIGITS_CLASSES; d++) {
        double images = sums[DIGITS_CLASSES + d];
        mean[d] = images > 0 ? sums[d] / images : 0;
    }
}

bool digits_parts_fit(const int counts[], const int displacements[], int parts, int64_t items)
{
    for (int r = 0; r < parts; r++) {
        if (counts[r] < 0 || displacements[r] < 0 ||
            (int64_t)displacements[r] + counts[r] > items) {
            return false;
        }
    }
    return true;
}
