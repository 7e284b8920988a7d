#include "image.h"
#include "common/results_names.h"
#include "palette.h"
#include "pngfile.h"
#include "shrink.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_SIDE = 1 << 20, /* of the matrix */
    PNG_SIDE = 16384,   /* of the PNG; many viewers give up above */
    BLOCK = 4 << 20,    /* counts in memory at a time */
    MAX_DATASETS = 200
};

bool image_find(hid_t file, read_dataset *picture)
{
    static read_dataset list[MAX_DATASETS];
    int count = read_list(file, NAME_RESULT, list, MAX_DATASETS);
    for (int i = 0; i < count; i++) {
        if (strcmp(list[i].picture, "escape time") == 0) {
            *picture = list[i];
            return true;
        }
    }
    return false;
}

/* What is wrong with it as a picture; NULL if nothing. */
static const char *check_picture(const read_dataset *picture)
{
    if (picture->kind == READ_UNREADABLE) {
        return picture->why;
    }
    if (picture->kind != READ_INTEGER || picture->dimensions != 2) {
        return "it is not a matrix of whole numbers";
    }
    if (picture->values == 0) {
        return "it has no pixels";
    }
    if (picture->shape[0] > MAX_SIDE || picture->shape[1] > MAX_SIDE) {
        return "it has more than 1,048,576 pixels to a side";
    }
    return NULL;
}

/* The count of points in the set; without one no point is. */
static int32_t read_max_iter(hid_t file)
{
    read_dataset found;
    int32_t max_iter = INT32_MAX;
    if (read_describe(file, NAME_MAX_ITER, &found) && found.values == 1) {
        double *value = read_numbers(file, &found);
        if (value != NULL && *value >= 1 && *value < INT32_MAX) {
            max_iter = (int32_t)*value;
        }
        free(value);
    }
    return max_iter;
}

typedef void use_block(void *data, const int32_t counts[], int rows, int columns);

/* Gives all rows, in order, to `use`. False where they cannot be read. */
static bool for_each_block(hid_t file, const read_dataset *picture, use_block *use, void *data)
{
    hsize_t height = picture->shape[0], width = picture->shape[1];
    hsize_t rows = BLOCK / width > 0 ? BLOCK / width : 1;
    rows = rows < height ? rows : height;
    int32_t *counts = malloc(rows * width * sizeof *counts);
    bool good = counts != NULL;
    for (hsize_t first = 0; good && first < height; first += rows) {
        rows = rows < height - first ? rows : height - first;
        good = read_rows(file, picture, first, rows, counts);
        if (good) {
            use(data, counts, (int)rows, (int)width);
        }
    }
    free(counts);
    return good;
}

static void count_block(void *colours, const int32_t counts[], int rows, int columns)
{
    palette_count(colours, counts, (size_t)rows * (size_t)columns);
}

typedef struct {
    const palette *colours;
    uint8_t *rgb; /* one row */
    shrink *outputs[2];
} canvas;

static void paint_block(void *data, const int32_t counts[], int rows, int columns)
{
    canvas *painted = data;
    for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
            memcpy(painted->rgb + 3 * x, palette_colour(painted->colours, *counts++), 3);
        }
        for (int i = 0; i < 2; i++) {
            if (painted->outputs[i] != NULL) {
                shrink_row(painted->outputs[i], painted->rgb);
            }
        }
    }
}

static void keep_row(void *to, const uint8_t rgb[])
{
    thumbnail *small = to;
    size_t bytes = (size_t)small->size[0] * 3;
    memcpy(small->rgb + bytes * (size_t)small->rows++, rgb, bytes);
}

/* Paints the picture to the PNG and the thumbnail, each of which may be NULL. */
static bool paint(hid_t file, const read_dataset *picture, const palette *colours, pngfile *png,
                  const int png_size[2], thumbnail *small)
{
    int size[2] = {(int)picture->shape[1], (int)picture->shape[0]};
    canvas painted = {colours, malloc((size_t)size[0] * 3), {NULL, NULL}};
    bool good = painted.rgb != NULL;
    if (png != NULL) {
        painted.outputs[0] = shrink_create(size, png_size, pngfile_row, png);
        good = good && painted.outputs[0] != NULL;
    }
    if (small != NULL) {
        painted.outputs[1] = shrink_create(size, small->size, keep_row, small);
        good = good && painted.outputs[1] != NULL;
    }
    good = good && for_each_block(file, picture, paint_block, &painted);
    shrink_free(painted.outputs[0]);
    shrink_free(painted.outputs[1]);
    free(painted.rgb);
    return good;
}

void image_draw(hid_t file, const read_dataset *picture, const char *png_path, const int most[2],
                thumbnail *small, uint64_t *invalid, char why[])
{
    static const int png_most[2] = {PNG_SIDE, PNG_SIDE};
    const char *wrong = check_picture(picture);
    why[0] = '\0';
    if (wrong != NULL) {
        snprintf(why, READ_WHY, "picture %s: %s (run the program again)", picture->name, wrong);
        return;
    }
    int size[2] = {(int)picture->shape[1], (int)picture->shape[0]}, png_size[2];
    shrink_fit(size, png_most, png_size);
    pngfile *png = png_path ? pngfile_create(png_path, png_size, why, READ_WHY) : NULL;
    if (small != NULL) {
        shrink_fit(size, most, small->size);
        small->rgb = calloc((size_t)small->size[0] * (size_t)small->size[1], 3);
        small = small->rgb != NULL ? small : NULL;
    }
    palette *colours = palette_create(read_max_iter(file));
    bool good = colours != NULL && for_each_block(file, picture, count_block, colours);
    if (good) {
        palette_mix(colours);
        *invalid = palette_invalid(colours);
        good = paint(file, picture, colours, png, png_size, small);
    }
    free(colours);
    if (png != NULL) {
        pngfile_close(png, good, why, READ_WHY);
    }
    if (!good) {
        snprintf(why, READ_WHY, "picture %s cannot be read (run the program again)", picture->name);
        if (small != NULL) {
            free(small->rgb);
            small->rgb = NULL;
        }
    }
}
