/* What life's result must be: each cell that is alive tells its neighbours so; a glider is after 4 steps where it was, one
 * cell on.
 * few items: --width 3 --height 3 --pattern glider --steps 9|--width 16 --height 4 --pattern r-pentomino --steps 12|--width 4 --height 17 --pattern glider --steps 20 */
#include "oracle.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int height, width;
    uint8_t *cells; /* [height][width] */
} field;

static uint8_t *cell(const field *f, int y, int x)
{
    return f->cells + (y + f->height) % f->height * f->width + (x + f->width) % f->width;
}

/* Number by number, without regard to the lines. */
static void read_pattern(const char *name, const field *f)
{
    char path[1000], line[1000];
    int width = 0, height = 0, y = 0, x = 0, run = 0;
    snprintf(path, sizeof path, DATA "/%s.rle", name);
    FILE *file = fopen(path, "r");
    oracle_expect(file != NULL, "no %s", path);
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#' || sscanf(line, "x = %d, y = %d", &width, &height) == 2) {
            continue;
        }
        for (const char *c = line; *c != '\0'; c++) {
            run = *c >= '0' && *c <= '9' ? 10 * run + *c - '0' : run;
            int times = run > 0 ? run : 1;
            if (*c == '$') {
                y += times;
                x = 0;
            }
            for (int k = 0; k < times && (*c == 'o' || *c == 'b'); k++, x++) {
                *cell(f, (f->height - height) / 2 + y, (f->width - width) / 2 + x) = *c == 'o';
            }
            run = *c >= '0' && *c <= '9' ? run : 0;
        }
    }
    fclose(file);
}

static void step_once(field *f)
{
    size_t count = (size_t)f->height * (size_t)f->width;
    uint8_t *neighbours = calloc(count, 1);
    field told = {f->height, f->width, neighbours};
    for (size_t i = 0; i < count; i++) {
        for (int k = 0; f->cells[i] && k < 9; k++) {
            int y = (int)i / f->width + k / 3 - 1, x = (int)i % f->width + k % 3 - 1;
            *cell(&told, y, x) += k != 4;
        }
    }
    for (size_t i = 0; i < count; i++) {
        f->cells[i] = neighbours[i] == 3 || (neighbours[i] == 2 && f->cells[i]);
    }
    free(neighbours);
}

static void expect_frame(const field *f, const int64_t strip[], int frame, int frames, int step)
{
    for (int y = 0; y < f->height; y++) {
        for (int x = 0; x < f->width; x++) {
            int is = (int)strip[(y * frames + frame) * f->width + x], want = *cell(f, y, x);
            oracle_expect(is == want, "step %d, row %d, column %d: %d, not %d", step, y, x, is,
                          want);
        }
    }
}

/* Is frame b as frame a, one row down and one column on? */
static void expect_glider(const field *f, const int64_t strip[], int a, int b, int frames)
{
    for (int y = 0; y < f->height; y++) {
        for (int x = 0; x < f->width; x++) {
            int down = (y + 1) % f->height, right = (x + 1) % f->width;
            oracle_expect(strip[(y * frames + a) * f->width + x] ==
                              strip[(down * frames + b) * f->width + right],
                          "the glider is not where it should be");
        }
    }
}

int main(int argc, char *argv[])
{
    hid_t file = oracle_open(argc, argv);
    const int steps = atoi(oracle_parameter(file, "steps"));
    char name[100];
    field f = {atoi(oracle_parameter(file, "height")), 0, NULL};
    f.width = atoi(oracle_parameter(file, "width"));
    f.cells = calloc((size_t)f.height * (size_t)f.width, 1);
    snprintf(name, sizeof name, "%s", oracle_parameter(file, "pattern"));
    read_pattern(name, &f);
    int frames = 1 + (steps > 0);
    for (int step = 1; step < steps; step *= 4) {
        frames++;
    }
    const hsize_t shape[2] = {(hsize_t)f.height, (hsize_t)(frames * f.width)},
                  each = (hsize_t)frames, ranks = (hsize_t)oracle_ranks(file);
    int64_t *strip = oracle_ints(file, "/result/cells", 2, shape);
    int64_t *when = oracle_ints(file, "/result/frame_step", 1, &each);
    for (int step = 0, frame = 0; frame < frames; step++) {
        int due = frame == frames - 1 ? steps : frame == 0 ? 0 : 1 << 2 * (frame - 1);
        if (step == due) {
            oracle_expect(when[frame] == step, "frame %d is of step %ld", frame, (long)when[frame]);
            expect_frame(&f, strip, frame++, frames, step);
        }
        step_once(&f);
    }
    if (strcmp(name, "glider") == 0 && steps > 4 && f.height > 4 && f.width > 4) {
        expect_glider(&f, strip, 0, 2, frames);
    }
    int64_t *cells = oracle_ints(file, "/timing/cells", 1, &ranks), all = 0;
    for (hsize_t r = 0; r < ranks; r++) {
        all += cells[r];
    }
    oracle_expect(all == (int64_t)f.height * f.width, "the ranks have %ld cells", (long)all);
    free(cells);
    free(when);
    free(strip);
    free(f.cells);
    return 0;
}
