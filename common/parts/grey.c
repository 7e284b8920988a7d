#include "common/parts/grey.h"
#include "common/memory.h"
#include "common/parts/digits.h"
#include "common/parts/hdf5_input.h"
#include "common/stop.h"
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef HAVE_PNG
#include <png.h>
#endif

enum { WHY = 256, ACROSS = 4, MOST_SIDE = 4096 };

static void make_room(grey *made)
{
    made->levels = memory_allocate((int64_t)made->width * made->height, 1);
}

/* ACROSS digits in each row, as many rows as they fill, ACROSS at most. */
static grey load_digits(MPI_Comm comm)
{
    int64_t count = digits_count(digits_file(), comm);
    count = count < ACROSS * ACROSS ? count : ACROSS * ACROSS;
    digits images = digits_read(digits_file(), 0, count, comm);
    grey made = {ACROSS * DIGITS_SIDE, ACROSS * DIGITS_SIDE, NULL};
    make_room(&made);
    for (int64_t p = 0; p < count * DIGITS_PIXELS; p++) {
        int64_t image = p / DIGITS_PIXELS, pixel = p % DIGITS_PIXELS;
        int64_t y = image / ACROSS * DIGITS_SIDE + pixel / DIGITS_SIDE,
                x = image % ACROSS * DIGITS_SIDE + pixel % DIGITS_SIDE;
        made.levels[y * made.width + x] = (uint8_t)(images.pixels[p] * 255 / DIGITS_BLACK);
    }
    digits_free(&images);
    return made;
}

#ifdef HAVE_PNG
/* On one rank. Says in why (empty before) what is wrong. */
static void read_png(const char *path, grey *made, char why[])
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (png_image_begin_read_from_file(&image, path) == 0) {
        snprintf(why, WHY, "%.64s", image.message);
    } else if (image.width > MOST_SIDE || image.height > MOST_SIDE) {
        snprintf(why, WHY, "more than %d pixels to a side", MOST_SIDE);
    } else {
        image.format = PNG_FORMAT_GRAY;
        *made = (grey){(int)image.width, (int)image.height, NULL};
        make_room(made);
        const png_color black = {0, 0, 0}; /* behind what is transparent */
        if (png_image_finish_read(&image, &black, made->levels, 0, NULL) == 0) {
            snprintf(why, WHY, "%.64s", image.message);
        }
    }
    png_image_free(&image);
}
#else
static void read_png(const char *path, grey *made, char why[])
{
    (void)path, (void)made;
    snprintf(why, WHY, "mpilab was built without libpng");
}
#endif

static grey load_png(const char *path, MPI_Comm comm)
{
    grey made = {0, 0, NULL};
    char why[WHY] = "";
    int rank;
    MPI_Comm_rank(comm, &rank);
    if (rank == 0) {
        read_png(path, &made, why);
    }
    stop_together(comm, why[0] != '\0', STOP_FAILURE, "cannot read %s: %s", path, why);
    int shape[2] = {made.width, made.height};
    MPI_Bcast(shape, 2, MPI_INT, 0, comm);
    if (rank != 0) {
        made = (grey){shape[0], shape[1], NULL};
        make_room(&made);
    }
    MPI_Bcast(made.levels, made.width * made.height, MPI_BYTE, 0, comm);
    return made;
}

static grey load_counts(const char *path, MPI_Comm comm)
{
    hdf5_input counts = {.name = "/result/iterations",
                         .kind = H5T_INTEGER,
                         .bytes = sizeof(int32_t),
                         .min_dimensions = 2,
                         .max_dimensions = 2};
    hdf5_input_inspect(path, &counts, 1, 0, comm);
    stop_together(comm, counts.shape[0] > MOST_SIDE || counts.shape[1] > MOST_SIDE, STOP_FAILURE,
                  "cannot read %s: more than %d pixels to a side", path, MOST_SIDE);
    grey made = {(int)counts.shape[1], (int)counts.shape[0], NULL};
    make_room(&made);
    int64_t pixels = (int64_t)made.width * made.height;
    int32_t *values = memory_allocate(pixels, sizeof *values), largest = 2;
    bool read = hdf5_input_read_rows(path, &counts, 0, made.height, H5T_NATIVE_INT32, values, comm);
    stop_together(comm, !read, STOP_FAILURE, "cannot read %s: reading its values failed", path);
    for (int64_t p = 0; p < pixels; p++) {
        largest = values[p] > largest ? values[p] : largest;
    }
    for (int64_t p = 0; p < pixels; p++) {
        double part = values[p] > 0 ? log(values[p]) / log(largest) : 0;
        made.levels[p] = (uint8_t)lround(255 * part);
    }
    free(values);
    return made;
}

grey grey_load(const char *path, MPI_Comm comm)
{
    size_t length = strlen(path);
    if (length == 0) {
        return load_digits(comm);
    }
    return length > 4 && strcmp(path + length - 4, ".png") == 0 ? load_png(path, comm)
                                                                : load_counts(path, comm);
}

uint8_t grey_at(const grey *picture, int64_t y, int64_t x, int64_t height, int64_t width)
{
    return picture
        ->levels[y * picture->height / height * picture->width + x * picture->width / width];
}

void grey_free(grey *picture)
{
    free(picture->levels);
    picture->levels = NULL;
}
