/* What heat's result must be: the whole plate, computed point by point in one loop, without any rank.
 * few items: --height 3 --width 20 --steps 40 --exchange overlap|--height 1 --width 1 --steps 9 --tolerance 0|--height 4 --width 3 --steps 25 --frames 2 */
#include "oracle.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 8, ACROSS = 4 };

/* The digits that the plate begins with: 4 x 4 of them, black is 100 C. */
static double begin(const uint8_t pixels[], int y, int x, int height, int width)
{
    int down = y * ACROSS * SIDE / height, right = x * ACROSS * SIDE / width;
    int image = down / SIDE * ACROSS + right / SIDE;
    int level = pixels[(image * SIDE + down % SIDE) * SIDE + right % SIDE];
    return level * 255 / 16 * (100 / 255.0);
}

static uint8_t *read_digits(void)
{
    hid_t file = H5Fopen(DATA "/digits.h5", H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t images = H5Dopen2(file, "/images", H5P_DEFAULT);
    hid_t space = H5Dget_space(images);
    hsize_t shape[3];
    H5Sget_simple_extent_dims(space, shape, NULL);
    uint8_t *pixels = malloc(shape[0] * SIDE * SIDE);
    oracle_expect(H5Dread(images, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, pixels) >= 0,
                  "the digits cannot be read");
    H5Sclose(space);
    H5Dclose(images);
    H5Fclose(file);
    return pixels;
}

typedef struct {
    int height, width;
    double *now, *next; /* [height][width] */
} field;

static double at(const field *f, int y, int x)
{
    return y < 0 || x < 0 || y >= f->height || x >= f->width ? 0 : f->now[y * f->width + x];
}

/* Returns the largest change. */
static double step_once(field *f)
{
    double most = 0, *now = f->now;
    for (int y = 0; y < f->height; y++) {
        for (int x = 0; x < f->width; x++) {
            double sides = at(f, y, x - 1) + at(f, y, x + 1);
            double ends = at(f, y - 1, x) + at(f, y + 1, x), here = at(f, y, x);
            double mean = (sides + ends + here) * 0.2;
            double change = mean > here ? mean - here : here - mean;
            f->next[y * f->width + x] = mean;
            most = change > most ? change : most;
        }
    }
    f->now = f->next;
    f->next = now;
    return most;
}

/* Is frame number `number` of `frames` the field? */
static void expect_frame(const field *f, const double strip[], int64_t number, int64_t frames,
                         int64_t step)
{
    for (int y = 0; y < f->height; y++) {
        for (int x = 0; x < f->width; x++) {
            double is = strip[(y * frames + number) * f->width + x], want = at(f, y, x);
            oracle_expect(is == want, "step %ld, row %d, column %d: %.17g, not %.17g", (long)step,
                          y, x, is, want);
        }
    }
}

/* How many frames there must be: after 0, 1, 4, 16... and the last step. */
static int64_t count_frames(int64_t steps, int64_t most)
{
    int64_t count = 2;
    for (int64_t step = 1; step < steps; step *= 4) {
        count++;
    }
    return count < most ? count : most;
}

static int number(hid_t file, const char *option)
{
    return atoi(oracle_parameter(file, option));
}

int main(int argc, char *argv[])
{
    hid_t file = oracle_open(argc, argv);
    const int steps = number(file, "steps"), every = number(file, "every");
    const double tolerance = atof(oracle_parameter(file, "tolerance"));
    field f = {number(file, "height"), number(file, "width"), NULL, NULL};
    size_t points = (size_t)f.height * (size_t)f.width;
    f.now = malloc(points * sizeof *f.now);
    f.next = malloc(points * sizeof *f.next);
    uint8_t *pixels = read_digits();
    for (int y = 0; y < f.height; y++) {
        for (int x = 0; x < f.width; x++) {
            f.now[y * f.width + x] = begin(pixels, y, x, f.height, f.width);
        }
    }
    const int64_t frames = count_frames(steps, number(file, "frames"));
    const hsize_t shape[2] = {(hsize_t)f.height, (hsize_t)(frames * f.width)},
                  each = (hsize_t)frames;
    double *strip = oracle_doubles(file, "/result/temperature", 2, shape), change = 0;
    int64_t *when = oracle_ints(file, "/result/frame_step", 1, &each), seen = 0;
    int64_t ended = -1;
    for (int step = 0; ended < 0; step++) {
        change = step > 0 ? step_once(&f) : 100;
        ended = step == steps || (step > 0 && step % every == 0 && change <= tolerance) ? step : -1;
        for (; seen < frames && (when[seen] == step || ended >= 0); seen++) {
            oracle_expect(when[seen] == step, "frame %ld is of step %ld", (long)seen,
                          (long)when[seen]);
            expect_frame(&f, strip, seen, frames, step);
        }
    }
    int64_t *took = oracle_ints(file, "/result/steps", 0, NULL);
    double *last = oracle_doubles(file, "/result/change", 0, NULL);
    oracle_expect(*took == ended, "%ld steps, not %ld", (long)*took, (long)ended);
    oracle_expect(*last == change, "the last change is %.17g, not %.17g", *last, change);
    const hsize_t ranks[1] = {(hsize_t)oracle_ranks(file)};
    int64_t *rows = oracle_ints(file, "/timing/rows", 1, ranks), all = 0;
    for (hsize_t r = 0; r < ranks[0]; r++) {
        all += rows[r];
    }
    oracle_expect(all == f.height, "the ranks have %ld rows", (long)all);
    free(rows);
    free(last);
    free(took);
    free(when);
    free(strip);
    free(pixels);
    free(f.next);
    free(f.now);
    return 0;
}
