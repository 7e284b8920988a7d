/* A large photo to work on: a small picture, enlarged, with the noise of a camera; and how bright it is, as a histogram. */
#ifndef MPILAB_PHOTO_H
#define MPILAB_PHOTO_H

#include "common/results.h"
#include <mpi.h>
#include <stddef.h>
#include <stdint.h>

enum { PHOTO_LEVELS = 256 }; /* of brightness: 0 is black, 255 white */

/* What the ranks of a node have in common: one block of photo_bytes() bytes. */
typedef struct {
    int64_t counts[PHOTO_LEVELS]; /* how many pixels have each level */
    int width, height;            /* of the small picture that is enlarged */
    uint8_t levels[];             /* [height][width] */
} photo_data;

size_t photo_bytes(const photo_data *data);

/* The picture of that path (grey_load), and counts of 0. The leaders load it, each of them rank 0 of its node; on ranks
 * where leaders is MPI_COMM_NULL all levels are 0. Free with free(). Collective over both communicators; ends all ranks
 * where the picture cannot be read. */
photo_data *photo_load(const char *path, MPI_Comm leaders, MPI_Comm node);

/* Row `row` of a photo of height x width pixels. The small picture is enlarged; its 0 becomes 24, its 255 becomes 231. To each
 * pixel a random number from -16 to 15 is added, made of the pixel's place alone (random.h). Any rank may call. */
void photo_row(const photo_data *data, int64_t row, int64_t height, int64_t width,
               uint8_t pixels[]);

/* Counts the levels of `width` pixels, by plain additions. Any rank may call. */
void photo_count(const uint8_t pixels[], int64_t width, int64_t counts[PHOTO_LEVELS]);

/* Writes rank 0's counts as /result/histogram over /result/level; and of each rank how many rows it had (/timing/rows),
 * its rank in its node (/timing/within_node), and how much memory it has taken for the picture and the counts
 * (/timing/memory, bytes): more than `memory`, which it used before (0: not known). Rank 0 prints that, how fast the slowest rank counted, by the times of the
 * regions "compute counts" and "communication", and how many of the pixels are lost. Collective over MPI_COMM_WORLD. */
void photo_write(results *file, const int64_t counts[PHOTO_LEVELS], int64_t pixels, int64_t rows,
                 int64_t memory, MPI_Comm node);

#endif
