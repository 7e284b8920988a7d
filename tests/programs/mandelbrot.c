/* What mandelbrot's result must be: the plain scalar loop, one pixel after the other.
 * few items: --height 5 --schedule cyclic|--height 2 --schedule block|--width 1 --height 1 */
#include "oracle.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REGIONS = 5 };

static int64_t steps(double cr, double ci, int max_iter)
{
    double zr = 0, zi = 0;
    for (int n = 1; n <= max_iter; n++) {
        double next = zr * zr - zi * zi + cr;
        zi = 2 * zr * zi + ci;
        zr = next;
        if (zr * zr + zi * zi > 4) {
            return n;
        }
    }
    return max_iter;
}

int main(int argc, char *argv[])
{
    hid_t file = oracle_open(argc, argv);
    int width = atoi(oracle_parameter(file, "width")),
        height = atoi(oracle_parameter(file, "height"));
    int max_iter = atoi(oracle_parameter(file, "max-iter")), ranks = oracle_ranks(file);
    double centre_re, centre_im, span = atof(oracle_parameter(file, "span"));
    sscanf(oracle_parameter(file, "centre"), "%lf,%lf", &centre_re, &centre_im);

    hsize_t shape[] = {(hsize_t)height, (hsize_t)width};
    int64_t *got = oracle_ints(file, "/result/iterations", 2, shape), sum = 0;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            double cr = centre_re + (x + 0.5 - width / 2.0) * (span / width);
            double ci = centre_im - (y + 0.5 - height / 2.0) * (span / width);
            int64_t want = steps(cr, ci, max_iter), is = got[y * width + x];
            sum += want;
            oracle_expect(is == want, "row %d, column %d: %ld steps, not %ld", y, x, (long)is,
                          (long)want);
        }
    }

    int64_t *total = oracle_ints(file, "/result/total_iterations", 0, NULL);
    oracle_expect(*total == sum, "total_iterations is %ld, not %ld", (long)*total, (long)sum);
    hsize_t each[] = {(hsize_t)ranks};
    int64_t *work = oracle_ints(file, "/timing/iterations", 1, each);
    int64_t *rows = oracle_ints(file, "/timing/rows", 1, each), all_rows = 0;
    for (int r = 0; r < ranks; r++) {
        sum -= work[r];
        all_rows += rows[r];
    }
    oracle_expect(sum == 0, "the ranks' iterations do not add up");
    oracle_expect(all_rows == height, "the ranks have done %ld rows", (long)all_rows);

    /* A rank that waits for a row does not compute: the imbalance of `compute` is that of the work. */
    hsize_t regions[] = {REGIONS, (hsize_t)ranks};
    double *seconds = oracle_doubles(file, "/timing/seconds", 2, regions);
    for (int i = 0; i < REGIONS * ranks; i++) {
        int region = i / ranks, r = i % ranks;
        if (strcmp(oracle_text(file, "/timing/regions", REGIONS, region), "compute") == 0) {
            oracle_expect(rows[r] > 0 || seconds[i] == 0, "rank %d: no rows, but %g s of compute",
                          r, seconds[i]);
        }
    }
    oracle_expect(ranks == 1 || strcmp(oracle_parameter(file, "schedule"), "master") != 0 ||
                      rows[0] == 0,
                  "the master has done %ld rows", (long)rows[0]);
    free(seconds);
    free(got);
    free(total);
    free(work);
    free(rows);
    return 0;
}
