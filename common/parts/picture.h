/* The rows of a Mandelbrot picture that a rank has computed; writes them to the result file. */
#ifndef MPILAB_PICTURE_H
#define MPILAB_PICTURE_H

#include "common/results.h"
#include <mpi.h>
#include <stdint.h>

typedef struct {
    int width, height;    /* of the whole picture, in pixels */
    int max_iter;         /* a point that has not escaped after these steps counts as inside */
    double *re, *im;      /* [width], [height]: the coordinates of the pixels' centres */
    int64_t rows, room;   /* rows computed on this rank; rows that the memory is for */
    int64_t *row_numbers; /* [rows] */
    int32_t *counts;      /* [rows][width]: see escape_time.h */
    int64_t iterations;   /* the sum of counts: the work that this rank has done */
} picture;

/* An empty picture, with memory for about height / size rows on each rank (it grows where a rank
 * has more). centre: real and imaginary part of the middle; span: the width of the view. Pixels are
 * square, and row 0 is the top, with the largest imaginary part. Collective. */
picture picture_create(int width, int height, int max_iter, const double centre[2], double span,
                       MPI_Comm comm);

/* Computes row number `row` and keeps it. Not collective. */
void picture_compute_row(picture *rows, int64_t row);

/* Writes /result/iterations[height][width] with its axes, and how much each rank has done.
 * Collective. */
void picture_write(const picture *rows, results *file);

void picture_free(picture *rows);

#endif
