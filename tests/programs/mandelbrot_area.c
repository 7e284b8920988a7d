/* mandelbrot_area COARSE.h5 FINE.h5 - does the area of the Mandelbrot set come out right?
 *
 * Counting the pixels whose points last N steps gives an area that is too large by about c / N. Two
 * files of the same view, FINE with 4 times the steps of COARSE, let this be taken off:
 * (4 fine - coarse) / 3. What is left is the error of the grid: each pixel on the border is in or out
 * by chance, an error of sqrt(1/12) pixels each, so for B pixels on the border sqrt(B / 12) pixels in
 * all; taken off as above this grows by sqrt(4^2 + 1) / 3.
 *
 * Published: 1.5065918849(28), T. Foerstemann, "Numerical estimation of the area of the Mandelbrot
 * set" (2012, revised 2017).
 */
#include "oracle.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double PUBLISHED = 1.5065918849;

typedef struct {
    double area, border, pixel; /* border: pixels inside with a neighbour outside */
} measured;

static measured measure(char *program, char *path, int *max_iter)
{
    char *arguments[] = {program, path};
    hid_t file = oracle_open(2, arguments);
    int width = atoi(oracle_parameter(file, "width")),
        height = atoi(oracle_parameter(file, "height"));
    double side = atof(oracle_parameter(file, "span")) / width;
    hsize_t shape[] = {(hsize_t)height, (hsize_t)width};
    *max_iter = atoi(oracle_parameter(file, "max-iter"));
    int64_t *counts = oracle_ints(file, "/result/iterations", 2, shape);
    measured found = {0, 0, side * side};
    for (int64_t y = 1; y < height - 1; y++) {
        for (int64_t x = 1; x < width - 1; x++) {
            const int64_t *at = counts + y * width + x;
            int in = *at == *max_iter;
            found.area += in * found.pixel;
            found.border +=
                in && (at[-1] != *at || at[1] != *at || at[-width] != *at || at[width] != *at);
        }
    }
    free(counts);
    H5Fclose(file);
    return found;
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: mandelbrot_area COARSE.h5 FINE.h5\n");
        return 2;
    }
    int coarse_steps, fine_steps;
    measured coarse = measure(argv[0], argv[1], &coarse_steps);
    measured fine = measure(argv[0], argv[2], &fine_steps);
    oracle_expect(fine_steps == 4 * coarse_steps, "FINE must have 4 times the steps of COARSE");

    double area = (4 * fine.area - coarse.area) / 3;
    double sigma = sqrt(fine.border / 12) * fine.pixel * sqrt(4 * 4 + 1) / 3;
    printf("area %.7f, published %.10f: off by %.1e, expected error %.1e\n", area, PUBLISHED,
           area - PUBLISHED, sigma);
    oracle_expect(sigma < 1e-4, "the grid is too coarse to tell");
    oracle_expect(fabs(area - PUBLISHED) < 3 * sigma, "more than three times the expected error");
    return 0;
}
