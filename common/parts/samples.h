/* Labelled images to learn from: this rank's part (shard) of a data set. */
#ifndef MPILAB_SAMPLES_H
#define MPILAB_SAMPLES_H

#include <mpi.h>
#include <stdint.h>

/* Which data set, and where it comes from. */
enum samples_data {
    SAMPLES_DIGITS,       /* data/digits.h5: 1,797 images of 8 x 8; every fifth is for tests */
    SAMPLES_FASHION_MNIST /* 60,000 images of 28 x 28, and 10,000 for tests; IDX files in a folder */
};
enum samples_part { SAMPLES_TRAINING, SAMPLES_TEST };

/* The words of an OPTION_CHOICE whose numbers are enum samples_data. */
#define SAMPLES_DATA_WORDS "digits|fashion-mnist"

typedef struct {
    int features;    /* numbers that describe one sample: the pixels of its image */
    int classes;     /* labels are 0 ... classes - 1 */
    double scale;    /* a feature's value is scale * its byte */
    int64_t count;   /* samples on this rank; may be 0 */
    uint8_t *bytes;  /* [count][features] */
    uint8_t *labels; /* [count] */
} samples;

/* The training or the test samples, divided in blocks: each rank reads its own. input: the file
 * (digits) or the folder (Fashion-MNIST), "" for the usual one. limit: take only the first `limit`
 * samples; 0 for all. If a file is missing or damaged, one rank says so in one line, and all ranks
 * exit with status 1. Collective on comm. */
samples samples_load(enum samples_data data, const char *input, enum samples_part part,
                     int64_t limit, MPI_Comm comm);

void samples_free(samples *shard);

#endif
