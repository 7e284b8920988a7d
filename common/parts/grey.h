/* A grey picture to begin with, the same on all ranks. */
#ifndef MPILAB_GREY_H
#define MPILAB_GREY_H

#include <mpi.h>
#include <stdint.h>

typedef struct {
    int width, height; /* pixels */
    uint8_t *levels;   /* [height][width], 0 (nothing) to 255 (most), row 0 on top */
} grey;

/* The picture of
 *
 *     path ""       the first digits of data/digits.h5, 4 x 4 of them; ink is 255
 *     path *.png    a PNG; white is 255 (where there is libpng)
 *     another path  the matrix /result/iterations of an HDF5 file, as 06-mandelbrot writes it: the more
 *                   steps, the more, on a logarithmic scale; the largest is 255
 *
 * At most 4,096 x 4,096 pixels. If the file is not like this, one rank says so in one line, and all ranks exit with
 * status 1. Collective. */
grey grey_load(const char *path, MPI_Comm comm);

/* The level at row y, column x of a picture of height x width pixels that looks the same. */
uint8_t grey_at(const grey *picture, int64_t y, int64_t x, int64_t height, int64_t width);

void grey_free(grey *picture);

#endif
