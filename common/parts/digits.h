/* Images of handwritten digits, from an HDF5 file such as data/digits.h5 (data/README.md describes
 * it):
 *
 *     /images  unsigned 8-bit [images][8][8], grey levels from 0 (white) to 16 (black), row 0 on top
 *     /labels  unsigned 8-bit [images], the digit that the image shows, 0 to 9
 *
 * A file that is not like this ends all ranks with status 1 and one line that says why.
 */
#ifndef MPILAB_DIGITS_H
#define MPILAB_DIGITS_H

#include <mpi.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    DIGITS_SIDE = 8, /* pixels in a row, and rows */
    DIGITS_PIXELS = DIGITS_SIDE * DIGITS_SIDE,
    DIGITS_CLASSES = 10,
    DIGITS_BLACK = 16,                                 /* the largest grey level */
    DIGITS_BYTES = DIGITS_PIXELS + sizeof(int64_t) + 1 /* of memory for each image in `digits` */
};

typedef struct {
    int64_t count;    /* images on this rank */
    int64_t *numbers; /* [count]: their numbers in the file, from 0 */
    uint8_t *pixels;  /* [count][DIGITS_PIXELS], row after row */
    uint8_t *labels;  /* [count] */
} digits;

/* What is measured of one image: four doubles. x and y are the centre of mass in pixels, x from the
 * left and y from the top; the centre of a pixel is a whole number. An image without ink has it in
 * the middle, at 3.5, 3.5. */
typedef struct {
    double ink; /* the sum of the grey levels */
    double x, y;
    double label; /* the digit that is shown */
} digit_measure;

/* The file that comes with mpilab. */
const char *digits_file(void);

/* The number of images in the file. Checks that the file is complete. Collective on comm, like
 * every function here that takes a communicator. */
int64_t digits_count(const char *path, MPI_Comm comm);

/* Reads the images first ... first + count - 1. All ranks read at the same time, each its own
 * images; count may be 0, and first is not used then. Call digits_count first, and memory_check
 * with DIGITS_BYTES for each image. */
digits digits_read(const char *path, int64_t first, int64_t count, MPI_Comm comm);

void digits_free(digits *images);

/* Measures all images of this rank: measures[k] is of image k. Every measure is the same on every
 * machine: sums of whole numbers far below 2^53 are exact in doubles, and x and y are each one
 * division of two such sums. */
void digits_measure(const digits *images, digit_measure measures[]);

/* Adds up for each digit: sums[d] is the ink of all images that show d, sums[DIGITS_CLASSES + d]
 * how many images show d. */
void digits_sum_by_label(const digit_measure measures[], int64_t count,
                         double sums[2 * DIGITS_CLASSES]);

/* mean[d] = sums[d] / sums[DIGITS_CLASSES + d]; 0 for a digit that no image shows. */
void digits_mean_ink(const double sums[2 * DIGITS_CLASSES], double mean[DIGITS_CLASSES]);

/* Do all parts (counts[r] items from displacements[r] on) lie within `items` items? */
bool digits_parts_fit(const int counts[], const int displacements[], int parts, int64_t items);

#endif
