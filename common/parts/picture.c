#include "common/parts/picture.h"
#include "common/memory.h"
#include "common/partition.h"
#include "common/parts/escape_time.h"
#include "common/results_names.h"
#include <stdlib.h>

picture picture_create(int width, int height, int max_iter, const double centre[2], double span,
                       MPI_Comm comm)
{
    int size;
    MPI_Comm_size(comm, &size);
    picture made = {.width = width, .height = height, .max_iter = max_iter};
    /* A little more than an even share: with the dynamic schedule some rank takes more. */
    made.room = partition_block(height, size, 0).count * 5 / 4 + 1;
    memory_check(made.room * (width * (int64_t)sizeof *made.counts), comm);
    made.re = memory_allocate(width, sizeof *made.re);
    made.im = memory_allocate(height, sizeof *made.im);
    made.row_numbers = memory_allocate(made.room, sizeof *made.row_numbers);
    made.counts = memory_allocate(made.room * width, sizeof *made.counts);

    double pixel = span / width;
    for (int x = 0; x < width; x++) {
        made.re[x] = centre[0] + (x + 0.5 - width / 2.0) * pixel;
    }
    for (int y = 0; y < height; y++) {
        made.im[y] = centre[1] - (y + 0.5 - height / 2.0) * pixel;
    }
    return made;
}

void picture_compute_row(picture *rows, int64_t row)
{
    if (rows->rows == rows->room) {
        rows->room *= 2;
        rows->row_numbers = memory_grow(rows->row_numbers, rows->room, sizeof *rows->row_numbers);
        rows->counts = memory_grow(rows->counts, rows->room * rows->width, sizeof *rows->counts);
    }
    rows->row_numbers[rows->rows] = row;
    rows->iterations += escape_time_row(rows->re, rows->width, rows->im[row], rows->max_iter,
                                        rows->counts + rows->rows * rows->width);
    rows->rows++;
}

void picture_write(const picture *rows, results *file)
{
    hsize_t columns = (hsize_t)rows->width, lines = (hsize_t)rows->height;
    results_write_numbered_rows(file, "/result/iterations", H5T_NATIVE_INT32, rows->counts,
                                rows->row_numbers, rows->rows, rows->height, rows->width);
    results_write_array(file, "/result/real", H5T_NATIVE_DOUBLE, rows->re, 1, &columns, 0);
    results_write_array(file, "/result/imaginary", H5T_NATIVE_DOUBLE, rows->im, 1, &lines, 0);
    results_axis(file, "/result/iterations", 0, "/result/imaginary", "imaginary");
    results_axis(file, "/result/iterations", 1, "/result/real", "real");
    results_write_scalar(file, NAME_MAX_ITER, H5T_NATIVE_INT, &rows->max_iter);
    results_text_attribute(file, "/result/iterations", NAME_PICTURE, "escape time");
    results_write_per_rank(file, NAME_ITERATIONS, H5T_NATIVE_INT64, &rows->iterations);
    results_write_per_rank(file, "/timing/rows", H5T_NATIVE_INT64, &rows->rows);
}

void picture_free(picture *rows)
{
    free(rows->re);
    free(rows->im);
    free(rows->row_numbers);
    free(rows->counts);
}
