#include "shrink.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct shrink {
    int from[2], size[2];
    int row; /* of the large picture, the next one */
    shrink_output *output;
    void *to;
    int *column;      /* [from[0]] the small column that a large one belongs to */
    uint32_t *pixels; /* [width] large pixels in each small one of this row so far */
    uint64_t *sums;   /* [width * 3] of their squares: light adds up, and a picture's numbers are
                         about the roots of light */
    uint8_t *rgb;     /* [width * 3] */
};

void shrink_fit(const int from[2], const int most[2], int size[2])
{
    double factor = fmin(1, fmin((double)most[0] / from[0], (double)most[1] / from[1]));
    for (int i = 0; i < 2; i++) {
        size[i] = (int)fmax(1, floor(from[i] * factor + 1e-6));
    }
}

/* Which of `size` small rows or columns the large one `at`, of `from`, belongs to. */
static int place(int at, int from, int size)
{
    return (int)((int64_t)at * size / from);
}

shrink *shrink_create(const int from[2], const int to_size[2], shrink_output *output, void *to)
{
    shrink *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return NULL;
    }
    memcpy(made->from, from, sizeof made->from);
    memcpy(made->size, to_size, sizeof made->size);
    made->output = output;
    made->to = to;
    made->column = calloc((size_t)from[0], sizeof *made->column);
    made->pixels = calloc((size_t)to_size[0], sizeof *made->pixels);
    made->sums = calloc((size_t)to_size[0] * 3, sizeof *made->sums);
    made->rgb = calloc((size_t)to_size[0], 3);
    if (made->column == NULL || made->pixels == NULL || made->sums == NULL || made->rgb == NULL) {
        shrink_free(made);
        return NULL;
    }
    for (int x = 0; x < from[0]; x++) {
        made->column[x] = place(x, from[0], to_size[0]);
    }
    return made;
}

static void finish_row(shrink *picture)
{
    for (int x = 0; x < picture->size[0]; x++) {
        for (int c = 0; c < 3; c++) {
            double mean = (double)picture->sums[3 * x + c] / picture->pixels[x];
            picture->rgb[3 * x + c] = (uint8_t)lround(sqrt(mean));
        }
    }
    picture->output(picture->to, picture->rgb);
    memset(picture->pixels, 0, (size_t)picture->size[0] * sizeof *picture->pixels);
    memset(picture->sums, 0, (size_t)picture->size[0] * 3 * sizeof *picture->sums);
}

void shrink_row(shrink *picture, const uint8_t rgb[])
{
    int width = picture->from[0], height = picture->from[1];
    if (picture->size[0] == width && picture->size[1] == height) {
        picture->output(picture->to, rgb); /* nothing to do */
        return;
    }
    for (int x = 0; x < width; x++) {
        int small = picture->column[x];
        picture->pixels[small]++;
        for (int c = 0; c < 3; c++) {
            picture->sums[3 * small + c] += (uint64_t)(rgb[3 * x + c] * rgb[3 * x + c]);
        }
    }
    int here = place(picture->row, height, picture->size[1]);
    picture->row++;
    if (place(picture->row, height, picture->size[1]) != here) {
        finish_row(picture);
    }
}

void shrink_free(shrink *picture)
{
    if (picture != NULL) {
        free(picture->column);
        free(picture->pixels);
        free(picture->sums);
        free(picture->rgb);
        free(picture);
    }
}
